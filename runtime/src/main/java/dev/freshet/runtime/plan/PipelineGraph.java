package dev.freshet.runtime.plan;

import dev.freshet.Rerun;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import dev.freshet.wiring.GraphNode;
import dev.freshet.wiring.GraphReader;
import dev.freshet.wiring.NodeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes and datasets of a pipeline, and the edges between them.
 *
 * <p>Nodes are numbered from 0 in an order in which they can run one after the other. Datasets, parameters among them,
 * are numbered by their first mention in that order, a node's inputs before its outputs; each full name, such as {@code
 * flights@csv}, is a separate dataset. The class is built for a hundred thousand nodes: it returns its own arrays,
 * which must not be modified.
 */
public final class PipelineGraph {
    private static final int[] NONE = {};

    private final GraphNode[] nodes;
    private final String[] datasets;
    private final int[] producers;
    private final int[][] predecessors;
    private final Map<String, Integer> nodeNumbers;
    private final Map<String, Integer> datasetNumbers;

    PipelineGraph(List<GraphNode> nodes, Map<String, Integer> datasetNumbers, Map<String, Integer> nodeNumbers) {
        this.nodes = nodes.toArray(GraphNode[]::new);
        this.nodeNumbers = nodeNumbers;
        this.datasetNumbers = datasetNumbers;
        this.datasets = new String[datasetNumbers.size()];
        datasetNumbers.forEach((name, number) -> datasets[number] = name);
        this.producers = producers(this.nodes, datasets);
        this.predecessors = predecessors(this.nodes, producers);
    }

    /**
     * Reads the text in generated classes: one line for each node, in order, such as {@code split =
     * FlightDelays.split(legs, params:split.ratio) -> train, test after clean {rerun=NEVER cpus=2}}, as {@link
     * GraphReader} describes it.
     *
     * @throws IllegalArgumentException if the text does not have this form, or a node comes before one that it needs
     */
    public static PipelineGraph parse(String... text) {
        GraphReader read = new GraphReader(text);
        PipelineGraph graph = new PipelineGraph(read.nodes(), read.datasetNumbers(), read.nodeNumbers());
        for (int node = 0; node < graph.nodes.length; node++) {
            for (int earlier : graph.predecessors[node]) {
                if (earlier >= node) {
                    throw new IllegalArgumentException(graph.node(node) + " stands before " + graph.node(earlier));
                }
            }
        }
        return graph;
    }

    /** Returns the graph of these nodes only. The nodes and their datasets get new numbers. */
    PipelineGraph slice(int... selected) {
        Map<Integer, Integer> kept = new HashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        List<GraphNode> definitions = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        for (int node : selected) {
            GraphNode whole = nodes[node];
            kept.put(node, definitions.size());
            names.put(whole.name(), definitions.size());
            definitions.add(new GraphNode(
                    whole.name(),
                    whole.method(),
                    renumbered(whole.inputs(), numbers),
                    whole.inputForms(),
                    renumbered(whole.outputs(), numbers),
                    whole.outputForms(),
                    Arrays.stream(whole.after())
                            .filter(kept::containsKey)
                            .map(kept::get)
                            .toArray(),
                    whole.options()));
        }
        return new PipelineGraph(definitions, numbers, names);
    }

    private int[] renumbered(int[] wholeNumbers, Map<String, Integer> numbers) {
        int[] renumbered = new int[wholeNumbers.length];
        for (int i = 0; i < renumbered.length; i++) {
            String dataset = datasets[wholeNumbers[i]];
            Integer number = numbers.get(dataset);
            if (number == null) {
                number = numbers.size();
                numbers.put(dataset, number);
            }
            renumbered[i] = number;
        }
        return renumbered;
    }

    private static int[] producers(GraphNode[] nodes, String[] datasets) {
        int[] byDataset = new int[datasets.length];
        Arrays.fill(byDataset, -1);
        Map<String, Integer> byBase = new HashMap<>();
        for (int node = 0; node < nodes.length; node++) {
            for (int output : nodes[node].outputs()) {
                byDataset[output] = node;
                byBase.put(base(datasets[output]), node);
            }
        }
        for (int dataset = 0; dataset < datasets.length; dataset++) {
            if (byDataset[dataset] < 0) {
                byDataset[dataset] = byBase.getOrDefault(base(datasets[dataset]), -1);
            }
        }
        return byDataset;
    }

    private static int[][] predecessors(GraphNode[] nodes, int[] producers) {
        int[][] all = new int[nodes.length][];
        for (int node = 0; node < nodes.length; node++) {
            GraphNode definition = nodes[node];
            int[] found = new int[definition.inputs().length + definition.after().length];
            int count = 0;
            for (int input : definition.inputs()) {
                if (producers[input] >= 0) {
                    found[count++] = producers[input];
                }
            }
            for (int earlier : definition.after()) {
                found[count++] = earlier;
            }
            all[node] = count == 0
                    ? NONE
                    : Arrays.stream(found, 0, count).sorted().distinct().toArray();
        }
        return all;
    }

    private static String base(String dataset) {
        return new DatasetName(dataset).base();
    }

    /** Returns the number of nodes. */
    public int nodeCount() {
        return nodes.length;
    }

    /** Returns the number of datasets, including parameters. */
    public int datasetCount() {
        return datasets.length;
    }

    /** Returns the name of a node. */
    public String node(int node) {
        return nodes[node].name();
    }

    /** Returns the method of a node as {@code Class.method}, for messages. */
    public String method(int node) {
        return nodes[node].method();
    }

    /**
     * Returns the full name of a dataset. Parameters are named {@code params:path}, or {@code parameters} for all of
     * them.
     */
    public String dataset(int dataset) {
        return datasets[dataset];
    }

    /** Returns the datasets that a node reads, in the order of its arguments; a dataset may occur twice. */
    public int[] inputs(int node) {
        return nodes[node].inputs();
    }

    /**
     * Returns whether a node takes an input as an {@link dev.freshet.Outcome}, so that it runs even if the producer
     * failed.
     */
    public boolean takesOutcome(int node, int input) {
        return inputForm(node, input) == Form.OUTCOME;
    }

    /** Returns the form in which a node takes an input. */
    public Form inputForm(int node, int input) {
        Form[] forms = nodes[node].inputForms();
        return forms.length == 0 ? Form.VALUE : forms[input];
    }

    /** Returns the form in which a node makes an output. */
    public Form outputForm(int node, int output) {
        Form[] forms = nodes[node].outputForms();
        return forms.length == 0 ? Form.VALUE : forms[output];
    }

    /** Returns the input for whose partitions a node is called; -1 if it is called once. */
    public int eachInput(int node) {
        Form[] forms = nodes[node].inputForms();
        for (int i = 0; i < forms.length; i++) {
            if (forms[i].isEach()) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether a node makes a dataset partition by partition, so that it can resume. */
    public boolean makesPartitions(int node) {
        return eachInput(node) >= 0 || Arrays.asList(nodes[node].outputForms()).contains(Form.PARTITION_SINK);
    }

    /** Returns whether a node reads a dataset partition by partition. */
    public boolean readsPartitions(int node) {
        return Arrays.asList(nodes[node].inputForms()).contains(Form.PARTITIONS);
    }

    /** Returns whether a node takes or makes a dataset in another form than the value itself or its outcome. */
    public boolean isStreaming(int node) {
        return isOther(nodes[node].inputForms()) || isOther(nodes[node].outputForms());
    }

    private static boolean isOther(Form... forms) {
        for (Form form : forms) {
            if (form != Form.VALUE && form != Form.OUTCOME) {
                return true;
            }
        }
        return false;
    }

    /** Returns the datasets that a node makes, in order. */
    public int[] outputs(int node) {
        return nodes[node].outputs();
    }

    /** Returns the direct upstream nodes, through data or {@code after}, in ascending order, each once. */
    public int[] predecessors(int node) {
        return predecessors[node];
    }

    /** Returns when a node runs again. */
    public Rerun rerun(int node) {
        return nodes[node].options().rerun();
    }

    /** Returns the options of a node's declaration. */
    public NodeOptions options(int node) {
        return nodes[node].options();
    }

    /** Returns the nodes that a node names in {@code after}, in order. */
    public int[] after(int node) {
        return nodes[node].after();
    }

    /**
     * Returns the node that makes a dataset, under this name or as another variant; -1 if the dataset is a pipeline
     * input.
     */
    public int producer(int dataset) {
        return producers[dataset];
    }

    /** Returns whether a dataset is a parameter of the configuration. */
    public boolean isParameter(int dataset) {
        return new DatasetName(datasets[dataset]).isParameter();
    }

    /** Returns the number of the node with a name. */
    public Optional<Integer> nodeNumber(String name) {
        return Optional.ofNullable(nodeNumbers.get(name));
    }

    /** Returns the number of the dataset with a full name. */
    public Optional<Integer> datasetNumber(String name) {
        return Optional.ofNullable(datasetNumbers.get(name));
    }
}
