package dev.freshet.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Writes the text of a graph, a line for each node, which {@link GraphReader} reads. */
public final class GraphWriter {
    private final List<String> datasets;
    private final List<String> nodes = new ArrayList<>();
    private int mentioned;

    /** @param datasets the names of the datasets by their numbers */
    public GraphWriter(List<String> datasets) {
        this.datasets = datasets;
    }

    /**
     * The line of the next node.
     *
     * @throws IllegalArgumentException if the node's numbers are not those that the reader will give
     */
    public String line(GraphNode node) {
        String options = node.options().text();
        String line = node.name() + " = " + node.method()
                + "(" + datasets(node.inputs(), node.inputForms()) + ")"
                + behind(" -> ", datasets(node.outputs(), node.outputForms()))
                + behind(" after ", earlier(node))
                + (options.isEmpty() ? "" : " {" + options + "}");
        nodes.add(node.name());
        return line;
    }

    private String datasets(int[] numbers, Form... forms) {
        StringJoiner names = new StringJoiner(", ");
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > mentioned) {
                throw new IllegalArgumentException("dataset " + numbers[i] + " is mentioned before " + mentioned);
            }
            mentioned = Math.max(mentioned, numbers[i] + 1);
            Form form = forms.length == 0 ? Form.VALUE : forms[i];
            names.add(form.signed(datasets.get(numbers[i])));
        }
        return names.toString();
    }

    private String earlier(GraphNode node) {
        StringJoiner names = new StringJoiner(", ");
        for (int earlier : node.after()) {
            if (earlier >= nodes.size()) {
                throw new IllegalArgumentException("\"" + node.name() + "\" waits for the later node " + earlier);
            }
            names.add(nodes.get(earlier));
        }
        return names.toString();
    }

    private static String behind(String word, String names) {
        return names.isEmpty() ? "" : word + names;
    }
}
