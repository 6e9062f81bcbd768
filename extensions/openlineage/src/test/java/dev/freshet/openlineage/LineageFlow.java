package dev.freshet.openlineage;

import dev.freshet.NodeContext;
import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Rows from a file to a file, then a sum in memory, then a text. */
final class LineageFlow implements CompiledPipeline {
    /** Its component names are those of the columns. */
    record Flight(String carrier, int delay) {}

    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            add = P.add(cleaned, params:least) -> sum
            tell = P.tell(sum) -> told
            """);

    static final String PLANTED = "planted-token-of-events";

    /** What goes wrong in a node. */
    enum Trouble {
        NONE,
        FAILURE,
        /** Its message and the message of its cause have a secret. */
        SECRET,
        ENDLESS
    }

    private final Trouble trouble;
    private final String version;

    private LineageFlow(Trouble trouble, String version) {
        this.trouble = trouble;
        this.version = version;
    }

    static LineageFlow create() {
        return new LineageFlow(Trouble.NONE, "1");
    }

    /** Another version of the code of {@code add}, in which something goes wrong. */
    static LineageFlow with(Trouble trouble) {
        return new LineageFlow(trouble, "2");
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public String name() {
        return "LineageFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        String of = "dev/freshet/openlineage/LineageFlow.";
        return NodeCodes.parse(
                of + "clean()V\tversion 1\n" + of + "add()V\tversion " + version + "\n" + of + "tell()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return switch (GRAPH.dataset(dataset)) {
            case "raw", "cleaned" -> GenericTypes.parameterized(List.class, Flight.class);
            case "told" -> String.class;
            default -> Integer.class;
        };
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        return new Object[] {
            switch (GRAPH.node(node)) {
                case "clean" ->
                    flights(inputs[0]).stream()
                            .filter(flight -> flight.delay() > 0)
                            .toList();
                case "add" -> add(flights(inputs[0]), (Integer) inputs[1]);
                default -> "delays: " + inputs[0];
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Flight> flights(Object value) {
        return (List<Flight>) value;
    }

    private Integer add(List<Flight> flights, int least) throws InterruptedException {
        if (trouble == Trouble.FAILURE) {
            throw new IllegalStateException("the sum is wrong");
        }
        if (trouble == Trouble.SECRET) {
            throw new IllegalStateException(
                    "refused: " + PLANTED, new IllegalArgumentException("the token is " + PLANTED));
        }
        if (trouble == Trouble.ENDLESS) {
            new CountDownLatch(1).await();
        }
        return flights.stream().mapToInt(Flight::delay).sum() + least;
    }
}
