package dev.freshet.runtime.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds the node that ends the process: a thread that has called {@code System.exit} waits in that call. */
final class SystemExit {
    /** How threads of nodes with a time limit are named. */
    private static final String LIMITED = "freshet-";

    private SystemExit() {}

    /**
     * Returns a line about the node, if one called {@code System.exit}.
     *
     * @param nodes the nodes that have started on each thread, the last one of each
     */
    static Optional<String> byNode(Class<?> generated, Map<Thread, String> nodes) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> exits(thread.getValue()))
                .flatMap(thread -> line(generated, nodes, thread.getKey(), thread.getValue()).stream())
                .findFirst();
    }

    private static boolean exits(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }

    /** A node is called by the generated class; the frame before that call is the node's method. */
    private static Optional<String> line(
            Class<?> generated, Map<Thread, String> nodes, Thread thread, StackTraceElement[] stack) {
        for (int i = 1; i < stack.length; i++) {
            if (stack[i].getClassName().startsWith(generated.getName())) {
                String limited = thread.getName().startsWith(LIMITED)
                        ? thread.getName().substring(LIMITED.length())
                        : "of the run";
                return Optional.of("node " + nodes.getOrDefault(thread, limited)
                        + " called System.exit, which ends the run (at " + stack[i - 1]
                        + "); let it throw an exception instead");
            }
        }
        return Optional.empty();
    }
}
