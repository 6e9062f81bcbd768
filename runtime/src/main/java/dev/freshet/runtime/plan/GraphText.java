package dev.freshet.runtime.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the text form of a graph, one line for each node; see {@link PipelineGraph#parse}. */
final class GraphText {
    private static final int[] NONE = {};
    private static final BitSet NO_OUTCOMES = new BitSet(0);

    private final List<PipelineGraph.Definition> nodes = new ArrayList<>();
    private final Map<String, Integer> nodeNumbers = new HashMap<>();
    private final Map<String, Integer> datasetNumbers = new HashMap<>();

    PipelineGraph read(String... parts) {
        for (String part : parts) {
            int start = 0;
            while (start < part.length()) {
                int end = part.indexOf('\n', start);
                end = end < 0 ? part.length() : end;
                line(part.substring(start, end));
                start = end + 1;
            }
        }
        return new PipelineGraph(nodes, datasetNumbers, nodeNumbers);
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
        BitSet outcomes = reads.indexOf('?') < 0 ? NO_OUTCOMES : outcomes(reads);
        int[] inputs = numbers(reads.replace("?", ""), datasetNumbers, true);
        int brace = line.indexOf(" {", close);
        NodeOptions options =
                brace < 0 ? NodeOptions.DEFAULT : NodeOptions.parse(line.substring(brace + 2, line.lastIndexOf('}')));
        String rest = line.substring(close + 1, brace < 0 ? line.length() : brace);
        int after = rest.indexOf(" after ");
        int[] earlier = after < 0 ? NONE : numbers(rest.substring(after + 7), nodeNumbers, false);
        String outputs = after < 0 ? rest : rest.substring(0, after);
        int[] made = outputs.isEmpty() ? NONE : numbers(outputs.substring(4), datasetNumbers, true);
        nodeNumbers.put(name, nodes.size());
        nodes.add(new PipelineGraph.Definition(
                name, line.substring(equals + 3, open), inputs, outcomes, made, earlier, options));
    }

    private static BitSet outcomes(String reads) {
        String[] names = reads.split(", ", -1);
        BitSet outcomes = new BitSet(names.length);
        for (int i = 0; i < names.length; i++) {
            outcomes.set(i, names[i].startsWith("?"));
        }
        return outcomes;
    }

    private static int[] numbers(String list, Map<String, Integer> known, boolean add) {
        if (list.isEmpty()) {
            return NONE;
        }
        String[] names = list.split(", ", -1);
        int[] numbers = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            Integer number = known.get(names[i]);
            if (number == null) {
                if (!add) {
                    throw new IllegalArgumentException("\"" + names[i] + "\" is not an earlier node");
                }
                number = known.size();
                known.put(names[i], number);
            }
            numbers[i] = number;
        }
        return numbers;
    }
}
