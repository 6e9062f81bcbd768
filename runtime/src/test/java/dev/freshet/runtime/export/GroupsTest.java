package dev.freshet.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.export.Groups.Group;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupsTest {
    private static final int GRAPHS = 200 * Integer.getInteger("freshet.thorough", 1);

    private final List<Node> nodes = new ArrayList<>();
    private final List<Dataset> datasets = new ArrayList<>();

    /** A node that makes a dataset of its name; one that begins with "m" is in memory. */
    private GroupsTest node(String name, String rerun, List<String> inputs, String... after) {
        nodes.add(new Node(
                name,
                "P." + name,
                "",
                List.of(),
                new Options(rerun, 1, 0, new TreeMap<>(), rerun.equals("ALONE"), 0, 0, Optional.empty()),
                inputs.stream()
                        .map(input -> new Use(input.replace("?", ""), input.startsWith("?") ? "outcome" : "value"))
                        .toList(),
                List.of(new Use(name, "value")),
                List.of(after),
                Optional.empty()));
        datasets.add(new Dataset(
                name,
                "",
                "String",
                name.startsWith("m") ? Storage.MEMORY : Storage.STORED,
                "",
                Optional.of(name),
                List.of()));
        return this;
    }

    private GroupsTest node(String name, String... inputs) {
        return node(name, "WHEN_CHANGED", List.of(inputs));
    }

    private GraphDocument document() {
        return new GraphDocument("Test", "local", nodes, datasets, List.of(), Optional.empty());
    }

    private static List<String> shown(List<Group> groups) {
        return groups.stream()
                .map(group -> names(group) + " after " + group.upstream())
                .toList();
    }

    private static String names(Group group) {
        return group.nodes().stream().map(Node::name).collect(Collectors.joining("+"));
    }

    @Test
    void nodes_thatPassOnAnOutcome_areOneGroup() {
        node("a").node("b", "?a").node("c", "b");
        assertThat(shown(Groups.of(document()))).containsExactly("a+b after []", "c after [0]");
    }

    @Test
    void groups_thatWouldWaitForEachOther_areOne() {
        node("m").node("b", "m").node("c", "b").node("d", "c", "m").node("e", "d");
        assertThat(shown(Groups.of(document()))).containsExactly("m+b+c+d after []", "e after [0]");
    }

    @Test
    void nodesOnDemand_areLeftOut_andTheOrderAroundThemStays() {
        node("a").node("old", "NEVER", List.of("a")).node("b", "old").node("other");
        assertThat(shown(Barriers.withoutOnDemand(Groups.of(document()))))
                .containsExactly("a after []", "b after [0]", "other after []");
    }

    @Test
    void exclusiveNodes_haveAllOthersBeforeOrBehind() {
        node("a").node("b").node("alone", "ALONE", List.of("a")).node("c", "a").node("d", "c");
        assertThat(shown(Barriers.around(Groups.of(document()))))
                .containsExactly("a after []", "b after []", "alone after [0, 1]", "c after [0, 2]", "d after [3]");
    }

    @Test
    void chain_ofManyGroups_isDividedWithoutRecursion() {
        for (int i = 0; i < 20_000; i++) {
            node("n" + i, i == 0 ? new String[0] : new String[] {"n" + (i - 1)});
        }
        assertThat(Groups.of(document())).hasSize(20_000);
    }

    @Test
    void groups_ofRandomGraphs_areTheSmallestThatCanRunOneAfterTheOther() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            GroupsTest random = random(new Random(seed));
            List<Group> groups = Groups.of(random.document());
            assertThat((Set<String>)
                            groups.stream().map(GroupsTest::names).collect(Collectors.toCollection(TreeSet::new)))
                    .as("seed %s", seed)
                    .isEqualTo(random.expected());
            for (int group = 0; group < groups.size(); group++) {
                int place = group;
                assertThat(groups.get(group).upstream()).as("seed %s", seed).allMatch(each -> each < place);
            }
        }
    }

    private static GroupsTest random(Random random) {
        GroupsTest made = new GroupsTest();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(10); i++) {
            String name = (random.nextInt(3) == 0 ? "m" : "s") + i;
            Set<String> inputs = new TreeSet<>();
            for (int j = random.nextInt(3); j > 0 && i > 0; j--) {
                inputs.add((random.nextInt(10) == 0 ? "?" : "") + names.get(random.nextInt(i)));
            }
            String[] after =
                    i > 0 && random.nextInt(4) == 0 ? new String[] {names.get(random.nextInt(i))} : new String[0];
            made.node(name, "WHEN_CHANGED", List.copyOf(inputs), after);
            names.add(name);
        }
        return made;
    }

    /** By matrices: what is joined, and what reaches what, until nothing changes. */
    private Set<String> expected() {
        int count = nodes.size();
        int[] group = new int[count];
        Arrays.setAll(group, i -> i);
        for (int node = 0; node < count; node++) {
            for (Use input : nodes.get(node).inputs()) {
                if (input.dataset().startsWith("m") || input.form().equals("outcome")) {
                    join(group, node, number(input.dataset()));
                }
            }
        }
        boolean isChanged = true;
        while (isChanged) {
            boolean[][] reaches = reaches(group);
            isChanged = false;
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    if (group[i] != group[j] && reaches[group[i]][group[j]] && reaches[group[j]][group[i]]) {
                        join(group, i, j);
                        isChanged = true;
                    }
                }
            }
        }
        Set<String> names = new TreeSet<>();
        for (int first : Arrays.stream(group).distinct().toArray()) {
            names.add(IntStream.range(0, count)
                    .filter(node -> group[node] == first)
                    .mapToObj(node -> nodes.get(node).name())
                    .collect(Collectors.joining("+")));
        }
        return names;
    }

    private int number(String name) {
        return Integer.parseInt(name.substring(1));
    }

    private static void join(int[] group, int one, int other) {
        int from = group[one];
        int to = group[other];
        for (int i = 0; i < group.length; i++) {
            group[i] = group[i] == from ? to : group[i];
        }
    }

    private boolean[][] reaches(int[] group) {
        int count = group.length;
        boolean[][] reaches = new boolean[count][count];
        for (int node = 0; node < count; node++) {
            for (Use input : nodes.get(node).inputs()) {
                reaches[group[number(input.dataset())]][group[node]] = true;
            }
            for (String earlier : nodes.get(node).after()) {
                reaches[group[number(earlier)]][group[node]] = true;
            }
        }
        for (int by = 0; by < count; by++) {
            for (int from = 0; from < count; from++) {
                for (int to = 0; to < count; to++) {
                    reaches[from][to] |= reaches[from][by] && reaches[by][to];
                }
            }
        }
        return reaches;
    }
}
