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
 * @param upstream the tasks that must be done before, by their numbers, which are smaller
 * @param image empty if it runs on a machine of the engine
 * @param arguments the words behind the command that starts the program
 */
record Task(List<Node> nodes, SortedSet<Integer> upstream, Optional<String> image, List<String> arguments) {
    /** How long the saves of a task may take, and all else beside its nodes, before an engine ends it. */
    private static final Duration SLACK = Duration.ofHours(1);

    /** The longest pause between two attempts. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The name of the last node that a run starts by itself. */
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

    /** The most processors that a node takes; 0 if none says so. */
    double cpus() {
        return options().mapToDouble(Options::cpus).max().orElse(0);
    }

    /** The most memory that a node takes, in bytes; 0 if none says so. */
    long memory() {
        return options().mapToLong(Options::memory).max().orElse(0);
    }

    /** The most of each named resource that a node takes. */
    SortedMap<String, Integer> uses() {
        SortedMap<String, Integer> uses = new TreeMap<>();
        options().forEach(each -> each.uses().forEach((name, amount) -> uses.merge(name, amount, Math::max)));
        return uses;
    }

    int retries() {
        return options().mapToInt(Options::retries).max().orElse(0);
    }

    /**
     * How long the task can take at most, with all attempts; empty if it is not limited. Partitions have a time each,
     * and their number is not known.
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
