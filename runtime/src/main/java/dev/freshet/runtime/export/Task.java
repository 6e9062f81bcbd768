package dev.freshet.runtime.export;

import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A task of a schedule: one process that runs some nodes.
 *
 * @param nodes in an order in which they can run
 * @param upstream the numbers of the tasks that must be done before; they are smaller than the task's own number
 * @param image the image; empty if the task runs on a machine of the engine
 * @param arguments the words after the command that starts the program
 */
record Task(List<Node> nodes, SortedSet<Integer> upstream, Optional<String> image, List<String> arguments) {
    /** How long the saves of a task and everything else besides its nodes may take before an engine ends the task. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** The longest pause between two attempts. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Returns the preferred name: that of the last node that a run starts by itself. */
    String wantedName() {
        Node last = nodes.get(0);
        for (Node node : nodes) {
            last = Barriers.isOnDemand(node) ? last : node;
        }
        return last.name();
    }

    private Stream<Options> options() {
        return nodes.stream().map(Node::options);
    }

    /** Returns the largest number of processors that a node takes; 0 if no node declares it. */
    double cpus() {
        return options().mapToDouble(Options::cpus).max().orElse(0);
    }

    /** Returns the largest amount of memory that a node takes, in bytes; 0 if no node declares it. */
    long memory() {
        return options().mapToLong(Options::memory).max().orElse(0);
    }

    /** Returns the largest amount of each named resource that a node takes. */
    SortedMap<String, Integer> uses() {
        SortedMap<String, Integer> uses = new TreeMap<>();
        options().forEach(each -> each.uses().forEach((name, amount) -> uses.merge(name, amount, Math::max)));
        return uses;
    }

    int retries() {
        return options().mapToInt(Options::retries).max().orElse(0);
    }

    /**
     * Returns the longest time that the task can take, with all attempts; empty if it is not limited. A node that is
     * called for each partition has no limit, since each partition has its own and their number is unknown.
     */
    Optional<Duration> longest() {
        Duration longest = SLACK;
        for (Node node : nodes) {
            boolean isEach =
                    node.inputs().stream().anyMatch(input -> input.form().equals("each"));
            if (isEach || node.options().timeout().isEmpty()) {
                return Optional.empty();
            }
            Duration attempt = node.options().timeout().get().plus(PAUSE);
            longest = longest.plus(attempt.multipliedBy(node.options().retries() + 1L));
        }
        return Optional.of(longest);
    }
}
