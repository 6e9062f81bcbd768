package dev.freshet.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a graph, a line for each node in order, such as
 * {@code split = FlightDelays.split(legs, params:split.ratio) -> train, test after clean {rerun=NEVER cpus=2}}. A sign
 * before a dataset says in which {@link Form} the node takes or produces it, such as {@code ?} for an
 * {@link dev.freshet.Outcome}.
 */
public final class GraphReader {
    private static final String MAKES = " -> ";
    private static final String AFTER = " after ";
    private static final int[] NONE = {};
    /** The forms of a node that takes or produces only values. */
    private static final Form[] VALUES = {};

    private final List<GraphNode> nodes = new ArrayList<>();
    private final Map<String, Integer> nodeNumbers = new HashMap<>();
    private final Map<String, Integer> datasetNumbers = new HashMap<>();

    /**
     * Reads a graph.
     *
     * @param parts the text, cut between lines
     * @throws IllegalArgumentException if the text is not of that form
     */
    public GraphReader(String... parts) {
        for (String part : parts) {
            int start = 0;
            while (start < part.length()) {
                int end = part.indexOf('\n', start);
                end = end < 0 ? part.length() : end;
                line(part.substring(start, end));
                start = end + 1;
            }
        }
    }

    /** Returns the nodes by their numbers. */
    public List<GraphNode> nodes() {
        return nodes;
    }

    /** Returns the numbers of the nodes by their names. */
    public Map<String, Integer> nodeNumbers() {
        return nodeNumbers;
    }

    /** Returns the numbers of the datasets by their names. */
    public Map<String, Integer> datasetNumbers() {
        return datasetNumbers;
    }

    private void line(String line) {
        int equals = line.indexOf(" = ");
        int open = line.indexOf('(', equals);
        int close = line.indexOf(')', open);
        if (equals < 0 || open < 0 || close < 0) {
            throw new IllegalArgumentException("not the definition of a node: " + line);
        }
        String name = line.substring(0, equals);
        String reads = line.substring(open + 1, close);
        Form[] inputForms = forms(reads);
        int[] inputs = numbers(reads, inputForms, datasetNumbers, true);
        int brace = line.indexOf(" {", close);
        NodeOptions options =
                brace < 0 ? NodeOptions.DEFAULT : NodeOptions.parse(line.substring(brace + 2, line.lastIndexOf('}')));
        String rest = line.substring(close + 1, brace < 0 ? line.length() : brace);
        int after = rest.indexOf(AFTER);
        int[] earlier = after < 0 ? NONE : numbers(rest.substring(after + AFTER.length()), VALUES, nodeNumbers, false);
        String made = after < 0 ? rest : rest.substring(0, after);
        if (!made.isEmpty() && !made.startsWith(MAKES)) {
            throw new IllegalArgumentException("not the definition of a node: " + line);
        }
        String makes = made.isEmpty() ? "" : made.substring(MAKES.length());
        Form[] outputForms = forms(makes);
        int[] outputs = numbers(makes, outputForms, datasetNumbers, true);
        nodeNumbers.put(name, nodes.size());
        String method = line.substring(equals + 3, open);
        nodes.add(new GraphNode(name, method, inputs, inputForms, outputs, outputForms, earlier, options));
    }

    private static Form[] forms(String list) {
        String[] names = list.split(", ", -1);
        Form[] forms = new Form[names.length];
        boolean onlyValues = true;
        for (int i = 0; i < names.length; i++) {
            forms[i] = Form.of(names[i]);
            onlyValues &= forms[i] == Form.VALUE;
        }
        return onlyValues ? VALUES : forms;
    }

    private static int[] numbers(String list, Form[] forms, Map<String, Integer> known, boolean add) {
        if (list.isEmpty()) {
            return NONE;
        }
        String[] names = list.split(", ", -1);
        int[] numbers = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = forms.length == 0 ? names[i] : forms[i].name(names[i]);
            Integer number = known.get(name);
            if (number == null) {
                if (!add) {
                    throw new IllegalArgumentException("\"" + name + "\" is not an earlier node");
                }
                number = known.size();
                known.put(name, number);
            }
            numbers[i] = number;
        }
        return numbers;
    }
}
