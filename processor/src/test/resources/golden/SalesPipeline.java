package demo;

import dev.freshet.NodeContext;
import dev.freshet.ParameterNames;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.annotation.processing.Generated;

/**
 * The pipeline of {@link Sales}: 6 nodes, 9 datasets and parameters.
 */
@SuppressWarnings({
        "deprecation",
        "exports",
        "rawtypes",
        "removal",
        "unchecked"
})
@ParameterNames({"""
        demo/Sales.clean(Ljava/util/List;)Ljava/util/List; raw
        demo/Sales.count(Ljava/util/Collection;)I big
        demo/Sales.log(Ljava/util/List;I)V small times
        """})
@Generated("dev.freshet.processor.PipelineProcessor")
public final class SalesPipeline implements CompiledPipeline {
    private final Sales holder;

    private SalesPipeline(Sales holder) {
        this.holder = Objects.requireNonNull(holder, "holder");
    }

    /**
     * Creates the pipeline; its instance nodes are called on {@code holder}.
     */
    public static SalesPipeline create(Sales holder) {
        return new SalesPipeline(holder);
    }

    @Override
    public String name() {
        return "Sales";
    }

    @Override
    public PipelineGraph graph() {
        return Graph.VALUE;
    }

    @Override
    public NodeCodes codes() {
        return Codes.VALUE;
    }

    @Override
    public Type type(int dataset) {
        return switch (dataset) {
            case 0 -> GenericTypes.parameterized(List.class, String.class);
            case 1, 3, 4 -> GenericTypes.parameterized(List.class, Sales.Order.class);
            case 2, 5, 7 -> Integer.class;
            case 6 -> GenericTypes.arrayOf(long.class);
            case 8 -> String.class;
            default -> throw new IndexOutOfBoundsException(dataset);
        };
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        return switch (node) {
            case 0 -> new Object[] {Sales.clean((List<String>) inputs[0])};
            case 1 -> {
                Sales.Halves<Sales.Order> made = Sales.split((List<Sales.Order>) inputs[0], (int) inputs[1]);
                yield new Object[] {made.big(), made.small()};
            }
            case 2 -> new Object[] {holder.count((List<Sales.Order>) inputs[0])};
            case 3 -> new Object[] {Sales.widen((int) inputs[0], context)};
            case 4 -> {
                Sales.log((List<Sales.Order>) inputs[0], (int) inputs[1]);
                yield new Object[0];
            }
            case 5 -> new Object[] {Sales.noInputs()};
            default -> throw new IndexOutOfBoundsException(node);
        };
    }

    /**
     * Calls every node once, in order, with contexts from {@code contexts}.
     */
    public Outputs call(Inputs inputs, NodeContexts contexts) throws TimeoutException, IOException {
        List<Sales.Order> orders = Sales.clean(inputs.raw());
        Sales.Halves<Sales.Order> splitResult = Sales.split(orders, inputs.splitLimit());
        List<Sales.Order> big = splitResult.big();
        List<Sales.Order> small = splitResult.small();
        int count = holder.count(big);
        long[] wide = Sales.widen(count, contexts.of("wide"));
        Sales.log(small, inputs.times());
        String class_ = Sales.noInputs();
        return new Outputs(wide, class_);
    }

    /**
     * Calls every node once, in order, outside any run.
     */
    public Outputs call(Inputs inputs) throws TimeoutException, IOException {
        try (NodeContexts contexts = NodeContexts.standalone("Sales")) {
            return call(inputs, contexts);
        }
    }

    /**
     * Decoded on first use.
     */
    private static final class Graph {
        static final PipelineGraph VALUE = PipelineGraph.parse("""
        clean = Sales.clean(raw) -> orders
        split = Sales.split(orders, params:split.limit) -> big, small
        count = Sales.count(big) -> count
        wide = Sales.widen(count) -> wide
        log = Sales.log(small, params:times) after wide
        noInputs = Sales.noInputs() -> class
        """);
    }

    /**
     * Decoded on first use.
     */
    private static final class Codes {
        static final NodeCodes VALUE = NodeCodes.parse("""
        demo/Sales.clean(Ljava/util/List;)Ljava/util/List;\ttype Ljava/util/List<Ljava/lang/String;>;\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype Ljava/util/List<Ljava/lang/String;>;\ttype Ljava/util/List<Ldemo/Sales$Order;>;
        demo/Sales.split(Ljava/util/List;I)Ldemo/Sales$Halves;\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype I\ttype Ldemo/Sales$Halves<Ldemo/Sales$Order;>;\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype I\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype Ljava/util/List<Ldemo/Sales$Order;>;
        demo/Sales.count(Ljava/util/Collection;)I\ttype Ljava/util/Collection<+Ljava/lang/Record;>;\ttype I\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype I\tinstance
        demo/Sales.widen(JLdev/freshet/NodeContext;)[J\ttype J\ttype Ldev/freshet/NodeContext;\ttype [J\ttype I\ttype [J
        demo/Sales.log(Ljava/util/List;I)V\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype I\ttype V\ttype Ljava/util/List<Ldemo/Sales$Order;>;\ttype I
        demo/Sales.noInputs()Ljava/lang/String;\ttype Ljava/lang/String;\ttype Ljava/lang/String;
        """);
    }

    /**
     * The datasets of the pipeline, with the types of their values.
     */
    public static final class Data {
        /**
         * Pipeline input, read by {@link Sales#clean}.
         */
        public static final DatasetRef<List<String>> RAW = new DatasetRef<>("raw");

        /**
         * Produced by {@link Sales#clean}, read by {@link Sales#split}.
         */
        public static final DatasetRef<List<Sales.Order>> ORDERS = new DatasetRef<>("orders");

        /**
         * Produced by {@link Sales#split}, read by {@link Sales#count}.
         */
        public static final DatasetRef<List<Sales.Order>> BIG = new DatasetRef<>("big");

        /**
         * Produced by {@link Sales#split}, read by {@link Sales#log}.
         */
        public static final DatasetRef<List<Sales.Order>> SMALL = new DatasetRef<>("small");

        /**
         * Produced by {@link Sales#count}, read by {@link Sales#widen}.
         */
        public static final DatasetRef<Integer> COUNT = new DatasetRef<>("count");

        /**
         * Produced by {@link Sales#widen}.
         */
        public static final DatasetRef<long[]> WIDE = new DatasetRef<>("wide");

        /**
         * Produced by {@link Sales#noInputs}.
         */
        public static final DatasetRef<String> CLASS = new DatasetRef<>("class");

        private Data() {
        }
    }

    /**
     * The nodes of the pipeline, in execution order.
     */
    public static final class Nodes {
        /**
         * {@link Sales#clean}
         */
        public static final NodeRef CLEAN = new NodeRef("clean");

        /**
         * {@link Sales#split}
         */
        public static final NodeRef SPLIT = new NodeRef("split");

        /**
         * {@link Sales#count}
         */
        public static final NodeRef COUNT = new NodeRef("count");

        /**
         * {@link Sales#widen}
         */
        public static final NodeRef WIDE = new NodeRef("wide");

        /**
         * {@link Sales#log}
         */
        public static final NodeRef LOG = new NodeRef("log");

        /**
         * {@link Sales#noInputs}
         */
        public static final NodeRef NO_INPUTS = new NodeRef("noInputs");

        private Nodes() {
        }
    }

    /**
     * The pipeline inputs and the parameters.
     */
    public record Inputs(List<String> raw, int splitLimit, int times) {
    }

    /**
     * The outputs that no node of the pipeline reads.
     */
    public record Outputs(long[] wide, String class_) {
    }
}
