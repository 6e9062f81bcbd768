package dev.freshet.runtime.worker;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.ProcessBound;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.WorkerException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates the requests to the workers of one run and reads their answers, for a runner that starts {@link WorkerMain}
 * somewhere and passes frames in both directions. A worker first receives {@link #hello}, then {@link #setup}, then one
 * {@link WorkerCall} after the other. Safe for use by several threads.
 */
public final class WorkerRun implements AutoCloseable {
    /** How often a worker reports that it is alive. */
    public static final Duration ALIVE = Duration.ofSeconds(2);

    private final RunSetup setup;
    private final String memoryAdvice;
    private final SpillFiles spills;
    private final Frame setupFrame;

    /**
     * Prepares the requests of one run.
     *
     * @param spills the temporary files for values in memory
     * @param memoryAdvice how to give workers more memory, for messages
     */
    public WorkerRun(RunSetup setup, SpillFiles spills, String memoryAdvice) {
        this.setup = setup;
        this.spills = spills;
        this.memoryAdvice = memoryAdvice;
        setupFrame = Frames.of(new Request.Setup(
                whole(setup.pipeline()).getClass().getName(),
                setup.runId(),
                setup.seed(),
                setup.catalog().toJson(),
                setup.parameters().toJson(),
                KnownSecrets.values()));
    }

    /** Returns the whole pipeline, which workers create; a run may select only some of its nodes. */
    public static CompiledPipeline whole(CompiledPipeline pipeline) {
        return pipeline instanceof SlicedPipeline slice ? slice.whole() : pipeline;
    }

    /** Returns why workers cannot call the nodes of a run, one line for each reason. */
    public static List<String> problems(RunSetup setup) {
        List<String> problems = new ArrayList<>();
        obstacle(whole(setup.pipeline()).getClass()).ifPresent(problems::add);
        PipelineGraph graph = setup.pipeline().graph();
        ProcessBound bound = new ProcessBound(setup.pipeline(), setup.catalog());
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (!bound.staysHere(dataset)) {
                checkFormat(setup, graph, dataset, problems);
            }
        }
        return problems;
    }

    private static void checkFormat(RunSetup setup, PipelineGraph graph, int dataset, List<String> problems) {
        String name = graph.dataset(dataset);
        boolean given = setup.given().contains(name);
        if (!given && (graph.isParameter(dataset) || setup.catalog().isStored(name))) {
            return;
        }
        Type type = setup.pipeline().type(dataset);
        if (setup.catalog().spillFormat(name, type).isEmpty()) {
            problems.add(noFormat(name, type));
        }
    }

    static String noFormat(String dataset, Type type) {
        return "hands \"" + dataset + "\" from process to process, and of " + type.getTypeName()
                + " nobody knows a format that keeps it as it is; store it in the catalog, or name one there, as in \""
                + dataset + ": {type: memory, spill: json}\"";
    }

    /** Returns why another process cannot create the pipeline; empty if it can. */
    private static Optional<String> obstacle(Class<?> type) {
        Optional<Method> create = factory(type);
        if (create.isEmpty()) {
            return Optional.of("cannot run in worker processes, since " + type.getName()
                    + " has no static create() without arguments: what it is made of is in this process only; make the"
                    + " methods of its nodes static, or use threads");
        }
        if (!create.get().trySetAccessible()) {
            String open = "exports " + type.getPackageName() + ";";
            return Optional.of("cannot run in worker processes, since the module "
                    + type.getModule().getName() + " does not export the package " + type.getPackageName() + "; add \""
                    + open + "\" to its module-info.java, or use threads");
        }
        return Optional.empty();
    }

    private static Optional<Method> factory(Class<?> type) {
        try {
            return Optional.of(WorkerSession.factory(type)).filter(method -> Modifier.isStatic(method.getModifiers()));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the first request to a new worker.
     *
     * @param code the class path that the worker must have; empty if the runner itself ensures that
     */
    public static Frame hello(List<CodeEntry> code) {
        return Frames.of(new Request.Hello(Protocol.VERSION, FreshetVersion.text(), code, ALIVE.toMillis()));
    }

    /**
     * Reads the answer to {@link #hello}.
     *
     * @param worker the worker's name, for messages
     * @throws WorkerException if the worker does not fit the run
     */
    public static void welcomed(Frame answer, String worker) throws WorkerException {
        Event.Answer read;
        try {
            read = Frames.read(answer, Event.Answer.class);
        } catch (IOException e) {
            throw new WorkerException(
                    worker + " speaks another protocol than this run; give workers the jars of the run");
        }
        Optional<String> mismatch = read instanceof Event.Refused refused
                ? Optional.of(refused.reason())
                : read instanceof Event.Welcome welcome
                        ? Protocol.mismatch(
                                welcome.protocol(), welcome.freshet(), Protocol.VERSION, FreshetVersion.text())
                        : Optional.of("gave no answer that a run understands");
        if (mismatch.isPresent()) {
            throw new WorkerException(worker + " " + mismatch.get());
        }
    }

    /** Returns the request that sets a worker up for the run. */
    public Frame setup() {
        return setupFrame;
    }

    /**
     * Reads the answer to {@link #setup}.
     *
     * @throws Exception if the worker cannot call nodes of the run
     */
    public void ready(Frame answer, String worker) throws Exception {
        if (answered(answer) instanceof Event.Failed failed) {
            throw thrown(failed.failure(), worker);
        }
    }

    /** Returns the command that interrupts a worker's call. */
    public static Frame interrupt() {
        return Frames.of(new Request.Interrupt());
    }

    /** Returns the command that answers {@linkplain Frame.Kind#AWAITED awaited news}. */
    public static Frame taken() {
        return Frames.of(new Request.Taken());
    }

    /** Prepares a call for a worker. */
    public WorkerCall call(NodeCall call) {
        return new WorkerCall(this, call, setup, spills);
    }

    static Event.Answer answered(Frame answer) {
        try {
            return Frames.read(answer, Event.Answer.class);
        } catch (IOException e) {
            throw new IllegalStateException("the worker gave an answer that the run does not understand", e);
        }
    }

    /** Returns the exception that was thrown in a worker; an error is thrown at once. */
    Exception thrown(Failure failure, String worker) {
        Throwable thrown = failure.throwable();
        if (failure.kind() == Failure.Kind.OUT_OF_MEMORY) {
            WorkerException full =
                    new WorkerException(worker + " ran out of memory (" + failure.message() + "); " + memoryAdvice());
            full.setStackTrace(thrown.getStackTrace());
            return full;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }

    /** Returns what to do if workers have too little memory, such as {@code give workers more with ...}. */
    public String memoryAdvice() {
        return "give workers more with " + memoryAdvice;
    }

    /** Deletes the temporary files. */
    @Override
    public void close() {
        spills.close();
    }
}
