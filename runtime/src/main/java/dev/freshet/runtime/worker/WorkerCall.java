package dev.freshet.runtime.worker;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.RunSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run's side of one call of a node by a worker. */
public final class WorkerCall {
    private final WorkerRun run;
    private final NodeCall call;
    private final RunSetup setup;
    private final SpillFiles spillFiles;
    private final List<NodeOutput> outputs;
    private final List<SpillFiles.@Nullable Spill> spills = new ArrayList<>();

    WorkerCall(WorkerRun run, NodeCall call, RunSetup setup, SpillFiles spillFiles) {
        this.run = run;
        this.call = call;
        this.setup = setup;
        this.spillFiles = spillFiles;
        outputs = call.outputs();
        for (NodeOutput output : outputs) {
            spills.add(output instanceof NodeOutput.Value ? spillFiles.next(output.dataset()) : null);
        }
    }

    /** Returns the request. Call this once. */
    public Frame request() {
        List<Request.Place.OfOutput> places = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            SpillFiles.Spill spill = spills.get(i);
            places.add(
                    spill == null
                            ? new Request.Place.Staged(
                                    outputs.get(i).dataset(), ((NodeOutput.Stored) outputs.get(i)).staging())
                            : spill.place());
        }
        return Frames.of(new Request.Call(
                call.name(),
                inputs(),
                places,
                call.partitions().map(PartitionPlan::toJson).orElse(null),
                call.partition().orElse(null),
                call.hearsOfLogs()));
    }

    private List<Request.Place> inputs() {
        List<Request.Place> places = new ArrayList<>();
        for (NodeInput input : call.inputs()) {
            if (input instanceof NodeInput.Failure failure) {
                places.add(new Request.Place.Failed(failure.dataset(), failure.node(), Failure.of(failure.cause())));
            } else if (input instanceof NodeInput.Value value) {
                places.add(place(value));
            } else {
                places.add(new Request.Place.Stored(input.dataset()));
            }
        }
        return places;
    }

    private Request.Place place(NodeInput.Value input) {
        if (input.value() instanceof SpillFiles.Spill spill) {
            return spill.place();
        }
        PipelineGraph graph = setup.pipeline().graph();
        int dataset = graph.datasetNumber(input.dataset()).orElseThrow();
        return graph.isParameter(dataset) && !setup.given().contains(input.dataset())
                ? new Request.Place.Parameter(input.dataset())
                : spillFiles.given(input.dataset(), input.value()).place();
    }

    /** Processes {@linkplain Frame.Kind#NEWS news}, in the order in which the worker sent them. */
    public void news(Frame frame) {
        try {
            Frames.read(frame, Event.News.class).tell(call);
        } catch (IOException e) {
            throw new IllegalStateException("the worker sent a message that the run does not understand", e);
        }
    }

    /**
     * Reads the answer.
     *
     * @param worker the worker's name, for messages
     * @return what {@link dev.freshet.runtime.run.NodeExecutor#execute} returns
     * @throws Exception whatever the node threw
     */
    public @Nullable Object[] outputs(Frame answer, String worker) throws Exception {
        if (WorkerRun.answered(answer) instanceof Event.Failed failed) {
            throw run.thrown(failed.failure(), worker);
        }
        @Nullable Object[] made = new Object[outputs.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = value(outputs.get(i), spills.get(i));
        }
        return made;
    }

    /**
     * Returns the value of an output. If no node reads it, it is loaded, since the caller of the run may ask for it.
     */
    private static @Nullable Object value(NodeOutput output, SpillFiles.@Nullable Spill spill) {
        if (spill == null || (output instanceof NodeOutput.Value value && value.isRead())) {
            return spill;
        }
        Object loaded = spill.load();
        spill.drop();
        return loaded;
    }
}
