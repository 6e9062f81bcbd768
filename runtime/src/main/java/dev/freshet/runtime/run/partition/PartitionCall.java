package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The call of a method for one partition: its arguments, and its outputs. */
final class PartitionCall implements AutoCloseable {
    private final PipelineGraph graph;
    private final int node;
    private final Partition partition;
    private final Runnable requireNotOver;
    private final GivenInputs given;
    /** The outputs that are made record by record. */
    private final Map<Integer, StreamedOutput> streamed = new TreeMap<>();

    /**
     * A partition to make.
     *
     * @param input the partition of the input
     * @param outputs the outputs that are made from it
     * @param plan what the node needs to know about partitions of other inputs
     */
    record Partition(String key, InputSource input, List<PartitionOutput> outputs, Optional<KnownPartitions> plan) {}

    /** @param requireNotOver throws if the node has ended */
    PartitionCall(PipelineGraph graph, int node, Partition partition, Runnable requireNotOver) {
        this.graph = graph;
        this.node = node;
        this.partition = partition;
        this.requireNotOver = requireNotOver;
        given = new GivenInputs(requireNotOver);
    }

    /** Returns the method's argument for the partitioned input. */
    Object input() {
        return given.given(graph.inputForm(node, graph.eachInput(node)).ofPartition(), partition.input());
    }

    /** Returns the method's arguments for its sinks. */
    List<Object> sinks() {
        List<Object> sinks = new ArrayList<>();
        for (int i = 0; i < partition.outputs().size(); i++) {
            if (graph.outputForm(node, i) == Form.EACH_SINK) {
                sinks.add(StreamedOutput.sink(open(i), requireNotOver));
            }
        }
        return sinks;
    }

    private StreamedOutput open(int output) {
        StreamedOutput opened = partition.outputs().get(output).open(partition.key());
        streamed.put(output, opened);
        return opened;
    }

    /** Reads the streams that the method has returned. */
    void read(@Nullable Object[] made) {
        for (int i = 0; i < made.length; i++) {
            if (graph.outputForm(node, i) != Form.EACH_SINK) {
                Object value = Returned.required(graph, node, i, made[i]);
                if (graph.outputForm(node, i) == Form.EACH_STREAM) {
                    StreamedOutput.write((Stream<?>) value, open(i), requireNotOver);
                }
            }
        }
    }

    /** Stores the outputs. */
    void store(@Nullable Object[] made) {
        for (int i = 0; i < made.length; i++) {
            StreamedOutput records = streamed.get(i);
            PartitionOutput output = partition.outputs().get(i);
            if (records == null) {
                output.store(partition.key(), Returned.required(graph, node, i, made[i]));
            } else {
                output.store(partition.key(), records);
            }
        }
    }

    @Override
    public void close() {
        given.close();
        streamed.values().forEach(Closing::quietly);
    }
}
