package dev.freshet.runtime.team;

import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.team.TeamGraph.Kind;
import dev.freshet.runtime.team.TeamGraph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody tells a run.
 *
 * @param slice how the nodes are selected, such as {@code from}
 * @param names the names that are given with it
 * @param selected the nodes that this amounts to
 * @param forced nodes that run whatever is known of them
 */
record Told(
        String environment,
        String slice,
        List<String> names,
        Set<Node> selected,
        Set<Node> forced,
        boolean onlyMissing) {
    static Told all(TeamGraph graph, String environment) {
        return new Told(environment, "all", List.of(), Set.copyOf(graph.nodes()), Set.of(), false);
    }

    /** One of what somebody could say, as far as what it needs is there. */
    static Told random(TeamGraph graph, Member member, Random random) {
        String environment = Member.ENVIRONMENTS.get(random.nextInt(4) / 3);
        Node node = graph.nodes().get(random.nextInt(graph.nodes().size()));
        String tag = TeamGraph.TAGS.get(random.nextInt(2));
        Told slice = switch (random.nextInt(9)) {
            case 0 -> of(environment, "only", List.of(node.name()), Set.of(node));
            case 1 -> of(environment, "from", List.of(node.name()), graph.downstream(node));
            case 2, 3 -> of(environment, "to", List.of(node.name()), graph.upstream(node));
            case 4 ->
                of(
                        environment,
                        "tags",
                        List.of(tag),
                        graph.nodes().stream()
                                .filter(each -> each.tag().equals(tag))
                                .collect(Collectors.toSet()));
            default -> all(graph, environment);
        };
        Told possible = slice.canRun(graph, member) ? slice : all(graph, environment);
        if (random.nextInt(8) == 0) {
            return possible.forcing(possible.selected().stream()
                    .filter(each -> each.isStored() && random.nextInt(3) == 0)
                    .collect(Collectors.toSet()));
        }
        boolean hasSinks = possible.selected().stream().anyMatch(each -> each.kind() == Kind.SINK);
        return !hasSinks && random.nextInt(10) == 0 ? possible.missing() : possible;
    }

    private static Told of(String environment, String slice, List<String> names, Set<Node> selected) {
        return new Told(environment, slice, names, selected, Set.of(), false);
    }

    private Told forcing(Set<Node> nodes) {
        return new Told(environment, slice, names, selected, nodes, onlyMissing);
    }

    private Told missing() {
        return new Told(environment, slice, names, selected, forced, true);
    }

    /** Whether what the nodes read is there, and somebody reads what they make in memory. */
    private boolean canRun(TeamGraph graph, Member member) {
        Map<String, String> files = member.files(environment);
        Set<String> made = new HashSet<>();
        selected.forEach(node -> made.addAll(node.outputs()));
        return !selected.isEmpty()
                && selected.stream()
                        .flatMap(node -> node.inputs().stream())
                        .allMatch(input -> made.contains(input)
                                || (!graph.isInMemory(input) && !Member.ABSENT.equals(files.get(input))))
                && selected.stream()
                        .filter(node -> node.kind() == Kind.IN_MEMORY)
                        .allMatch(node -> TeamGraph.isRead(node, selected));
    }

    void tell(Run run) {
        run.environment(environment);
        NodeRef[] nodes = names.stream().map(NodeRef::new).toArray(NodeRef[]::new);
        switch (slice) {
            case "only" -> run.only(nodes);
            case "from" -> run.from(nodes);
            case "to" -> run.to(nodes);
            case "tags" -> run.tags(names.toArray(String[]::new));
            default -> {}
        }
        if (!forced.isEmpty()) {
            run.force(forced.stream().map(node -> new NodeRef(node.name())).toArray(NodeRef[]::new));
        }
        if (onlyMissing) {
            run.onlyMissingOutputs();
        }
    }

    @Override
    public String toString() {
        return environment + " " + slice + names
                + (forced.isEmpty()
                        ? ""
                        : " forcing " + forced.stream().map(Node::name).sorted().toList())
                + (onlyMissing ? " only missing" : "");
    }
}
