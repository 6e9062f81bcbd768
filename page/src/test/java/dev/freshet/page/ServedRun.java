package dev.freshet.page;

import dev.freshet.runtime.cli.Freshet;
import java.util.Arrays;

/** The command line of a pipeline with many nodes that do nothing, in rows of ten. */
final class ServedRun {
    private ServedRun() {}

    /** @param words the number of nodes, then the command */
    public static void main(String[] words) {
        int nodes = Integer.parseInt(words[0]);
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < nodes; i++) {
            graph.append("n").append(i).append(" = P.n").append(i % 10).append('(');
            graph.append(i < 10 ? "" : "d" + (i - 10))
                    .append(") -> d")
                    .append(i)
                    .append('\n');
        }
        GatedFlow flow = new GatedFlow(graph.toString());
        flow.openAll();
        System.exit(Freshet.main(flow, Arrays.copyOfRange(words, 1, words.length)));
    }
}
