package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.Checkouts.Printed;
import dev.freshet.runtime.cli.terminal.Who;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands about claims, and results that go from one state to another, in two checkouts of a project. */
@Timeout(600)
final class TeamCommandsTest {
    private static final String CATALOG = """
            raw: {type: text, path: raw.txt}
            a: {type: text, path: a.txt}
            b: {type: text, path: b.txt}
            """;

    @TempDir
    Path root;

    private Checkouts checkouts = new Checkouts(Path.of(""));
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        checkouts = new Checkouts(root);
    }

    private TestPipeline pipeline() {
        return pipeline(() -> {});
    }

    /** @param meanwhile what happens while the first node runs */
    private TestPipeline pipeline(Runnable meanwhile) {
        return new TestPipeline("first = P.first(raw) -> a\nsecond = P.second(a) -> b\n")
                .node("first", (in, context) -> {
                    ran.add("first");
                    meanwhile.run();
                    return new Object[] {in[0] + "1"};
                })
                .node("second", (in, context) -> {
                    ran.add("second");
                    return new Object[] {in[0] + "2"};
                });
    }

    private Path checkout(String name, String settings) throws IOException {
        return checkouts.checkout(name, settings, CATALOG);
    }

    private Path sharing(String name) throws IOException {
        return checkout(name, checkouts.state());
    }

    /** A checkout whose outputs are the same files as those of others, so that its nodes are claimed. */
    private Path sharingFiles(String name) throws IOException {
        Path data = Files.createDirectories(root.resolve("data"));
        return checkouts.checkout(
                name,
                checkouts.state() + "shared_paths: [" + data + "]\n",
                CATALOG.replace("path: a", "path: " + data + "/a").replace("path: b", "path: " + data + "/b"));
    }

    private List<String> nodesOfRuns(Path project) {
        List<String> nodes = new ArrayList<>();
        for (JsonNode run : Checkouts.in(project, pipeline(), "runs", "--json").json()) {
            run.get("nodes").forEach(node -> nodes.add(node.asString()));
        }
        return nodes;
    }

    @Test
    void claimsAndPush_withoutSharedState_exit2WithOneLine() throws IOException {
        Path ana = checkout("ana", "");
        for (String[] command : new String[][] {{"claims"}, {"unlock", "first"}, {"state", "push"}}) {
            Printed printed = Checkouts.in(ana, pipeline(), command);
            assertThat(printed.exit()).isEqualTo(2);
            assertThat(printed.err())
                    .isEqualTo("this project shares no state; \"state: DIRECTORY or URL\" in run.yml names one\n");
        }
    }

    @Test
    void claims_whileAnotherCheckoutRuns_sayWhoSinceWhenAndHowLong() throws IOException {
        Path ana = sharingFiles("ana");
        Path bob = sharingFiles("bob");
        List<Printed> seen = new ArrayList<>();
        TestPipeline looking = pipeline(() -> {
            seen.add(Checkouts.in(bob, pipeline(), "claims"));
            seen.add(Checkouts.in(bob, pipeline(), "claims", "--json"));
        });
        Checkouts.in(ana, looking, "run").succeeded();
        Checkouts.in(ana, looking, "run", "--force", "--nodes", "first").succeeded();
        String me = System.getProperty("user.name");
        assertThat(seen.get(0).succeeded().out())
                .startsWith("first  ")
                .contains(me + " on ", "process " + ProcessHandle.current().pid(), ", since ")
                .doesNotContain("usually")
                .doesNotContain("no heartbeat");
        assertThat(seen.get(2).out()).contains(", usually takes ");
        JsonNode claim = seen.get(3).json().get(0);
        assertThat(claim.get("node").asString()).isEqualTo("first");
        assertThat(claim.get("heartbeat").asBoolean()).isTrue();
        assertThat(claim.get("usual").asString()).startsWith("PT");
        assertThat(Checkouts.in(bob, pipeline(), "claims").succeeded().out())
                .isEqualTo("no run is working on a node\n");
    }

    @Test
    void unlock_withoutTerminalOrConsent_releasesNothing() throws IOException {
        Path ana = sharingFiles("ana");
        Path bob = sharingFiles("bob");
        List<Printed> seen = new ArrayList<>();
        TestPipeline looking = pipeline(() -> {
            seen.add(Checkouts.in(bob, pipeline(), "unlock", "first", "second"));
            seen.add(Checkouts.onTerminal(bob, pipeline(), "n\n", "unlock", "first"));
            seen.add(Checkouts.onTerminal(bob, pipeline(), "", "unlock", "first"));
        });
        Checkouts.in(ana, looking, "run").succeeded();
        assertThat(seen.get(0).exit()).isEqualTo(2);
        assertThat(seen.get(0).out()).contains("second is not claimed\n", "first is claimed by ");
        assertThat(seen.get(0).err()).isEqualTo("nothing was released: without a terminal to ask on, give --yes\n");
        assertThat(seen.get(1).succeeded().out()).contains("Release it? [y/N]").endsWith("nothing was released\n");
        assertThat(seen.get(2).succeeded().out()).endsWith("nothing was released\n");
        assertThat(nodesOfRuns(bob)).containsExactly("first", "second");
    }

    @Test
    void unlock_withConsent_theOtherRunRecordsNothing() throws IOException {
        for (boolean asks : new boolean[] {false, true}) {
            Path ana = sharingFiles("ana" + asks);
            Path bob = sharingFiles("bob" + asks);
            List<Printed> seen = new ArrayList<>();
            TestPipeline looking = pipeline(() -> seen.add(
                    asks
                            ? Checkouts.onTerminal(bob, pipeline(), "yes\n", "unlock", "first")
                            : Checkouts.in(bob, pipeline(), "unlock", "first", "--yes")));
            Printed run = Checkouts.in(ana, looking, "run", "--nodes", "first");
            assertThat(seen.get(0).succeeded().out())
                    .contains("first is claimed by ")
                    .endsWith("released first; that run will record nothing for it\n");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(nodesOfRuns(bob)).isEmpty();
            assertThat(Checkouts.in(ana, pipeline(), "plan").out()).contains("first  ", "run");
        }
    }

    @Test
    void unlock_unknownNode_exits2WithTheNearestName() throws IOException {
        Printed printed = Checkouts.in(sharing("ana"), pipeline(), "unlock", "frist");
        assertThat(printed.exit()).isEqualTo(2);
        assertThat(printed.err()).isEqualTo("pipeline Test: has no node \"frist\"; did you mean \"first\"?\n");
    }

    @Test
    void push_afterAnOfflineRun_sharesItsResultsOnce() throws IOException {
        Path ana = sharing("ana");
        Path bob = sharing("bob");
        Checkouts.in(ana, pipeline(), "run", "--nodes", "first").succeeded();
        Checkouts.in(ana, pipeline(), "run", "--offline").succeeded();
        assertThat(nodesOfRuns(bob)).containsExactly("first");
        assertThat(Checkouts.in(ana, pipeline(), "state", "push").succeeded().out())
                .isEqualTo("shared 1 result\n");
        assertThat(nodesOfRuns(bob)).containsExactly("second", "first");
        assertThat(Checkouts.in(ana, pipeline(), "state", "push").succeeded().out())
                .isEqualTo("there is nothing to share\n");
    }

    @Test
    void nextRun_afterAnOfflineRun_sharesItsResults() throws IOException {
        Path ana = sharing("ana");
        Path bob = sharing("bob");
        Checkouts.in(ana, pipeline(), "run", "--nodes", "first").succeeded();
        Checkouts.in(ana, pipeline(), "run", "--offline").succeeded();
        Checkouts.in(ana, pipeline(), "run", "--force", "--nodes", "first").succeeded();
        assertThat(nodesOfRuns(bob)).contains("second");
    }

    @Test
    void export_imported_isTheSameState_andImportedAgainChangesNothing() throws IOException {
        Path ana = checkout("ana", "");
        Path bob = checkout("bob", "");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        String file = root.resolve("all.jsonl").toString();
        assertThat(Checkouts.in(ana, pipeline(), "state", "export", file)
                        .succeeded()
                        .out())
                .isEqualTo("wrote 2 results to " + file + "\n");
        assertThat(Checkouts.in(bob, pipeline(), "state", "import", file)
                        .succeeded()
                        .out())
                .isEqualTo("imported 2 results of 1 run into the state of this checkout\n");
        JsonNode known = Checkouts.in(ana, pipeline(), "runs", "--json").json();
        // Only who ran it has the report that says how it ended.
        known.forEach(run -> ((ObjectNode) run).remove("outcome"));
        assertThat(Checkouts.in(bob, pipeline(), "runs", "--json").json()).isEqualTo(known);
        assertThat(Checkouts.in(bob, pipeline().version("first", "2"), "why", "first")
                        .succeeded()
                        .out())
                .contains("version \"1\" -> \"2\"\n");
        assertThat(Checkouts.in(bob, pipeline(), "state", "import", file)
                        .succeeded()
                        .out())
                .isEqualTo("imported 0 results of 0 runs into the state of this checkout; left out 2 that it had\n");
    }

    @Test
    void import_ofTheOwnState_sharesWhatIsNotPrivate_andRunsNothingAgain() throws IOException {
        Path ana = checkout("ana", "");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        Path bob = sharing("bob");
        checkout("ana", checkouts.state());
        String own = ana.resolve(".freshet").toString();
        assertThat(Checkouts.in(ana, pipeline(), "state", "import", own)
                        .succeeded()
                        .out())
                .isEqualTo("imported 2 results of 1 run into the shared state\n");
        assertThat(nodesOfRuns(bob)).containsExactly("first", "second");
        ran.clear();
        Checkouts.in(ana, pipeline(), "run").succeeded();
        assertThat(ran).isEmpty();
        assertThat(Checkouts.in(ana, pipeline(), "state", "import", own)
                        .succeeded()
                        .out())
                .isEqualTo("imported 0 results of 0 runs into the shared state; left out 2 that it had\n");
    }

    @Test
    void import_intoASharedState_leavesOutPrivateAndOlderResults() throws IOException {
        Path ana = checkout("ana", "");
        Path file = root.resolve("all.jsonl");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        Checkouts.in(ana, pipeline(), "state", "export", file.toString()).succeeded();
        checkout("ana", checkouts.state());
        Checkouts.in(ana, pipeline().version("first", "2"), "run").succeeded();
        List<String> changed = Files.readAllLines(file).stream()
                .map(line -> line.startsWith("{\"node\":\"second\"")
                        ? line.replaceFirst("\\}$", ",\"private\":\"true\"}")
                        : line)
                .toList();
        Files.write(file, changed);
        Printed printed = Checkouts.in(ana, pipeline(), "state", "import", file.toString());
        assertThat(printed.succeeded().out())
                .isEqualTo("imported 0 results of 0 runs into the shared state; left out 1 older than what it had,"
                        + " 1 that mean something to one checkout only\n");
    }

    @Test
    void import_ofSomethingElse_saysWhereAndWhat() throws IOException {
        Path ana = checkout("ana", "");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        Path file = root.resolve("all.jsonl");
        Checkouts.in(ana, pipeline(), "state", "export", file.toString()).succeeded();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, "{\"node\":");
        Files.write(file, lines);
        Printed broken = Checkouts.in(ana, pipeline(), "state", "import", file.toString());
        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.err()).startsWith(file + ":2: this line is not an entry of the state; ");
        Path none = root.resolve("none");
        assertThat(Checkouts.in(ana, pipeline(), "state", "import", none.toString())
                        .err())
                .isEqualTo("cannot read " + none + ": there is no such file or directory\n");
        Files.createDirectories(none);
        assertThat(Checkouts.in(ana, pipeline(), "state", "import", none.toString())
                        .err())
                .isEqualTo("the directory " + none + " has no state: there is no journal.jsonl in it\n");
    }

    @Test
    void runs_ofTwoCheckouts_areListedWithTheirNodes() throws IOException {
        Path ana = sharing("ana");
        Path bob = sharing("bob");
        assertThat(Checkouts.in(ana, pipeline(), "runs").succeeded().out()).isEqualTo("no run is recorded\n");
        Checkouts.in(ana, pipeline(), "run", "--nodes", "first").succeeded();
        Checkouts.in(bob, pipeline(), "run").succeeded();
        JsonNode runs = Checkouts.in(ana, pipeline(), "runs", "--json").json();
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).get("nodes")).hasSize(2);
        assertThat(runs.get(1).get("nodes")).hasSize(1);
        assertThat(runs.get(0).get("user").asString()).isEqualTo(System.getProperty("user.name"));
        String text =
                Checkouts.in(ana, pipeline(), "runs", "-n", "1").succeeded().out();
        assertThat(text.lines().toList()).hasSize(3);
        assertThat(text)
                .contains(Who.id(runs.get(0).get("run").asString()), pipeline().name() + " (local)")
                .endsWith("1 more; -n says how many to print\n");
        assertThat(Checkouts.in(ana, pipeline(), "runs", "-n", "0").exit()).isEqualTo(2);
    }

    @Test
    void why_afterTheRunOfAnotherCheckout_saysWhose() throws IOException {
        Path ana = sharingFiles("ana");
        Path bob = sharingFiles("bob");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        String run = Checkouts.in(ana, pipeline(), "runs", "--json")
                .json()
                .get(0)
                .get("run")
                .asString();
        TestPipeline changed = pipeline().version("first", "2");
        String whose = System.getProperty("user.name") + "'s run " + Who.id(run) + " on ";
        assertThat(Checkouts.in(bob, changed, "why", "first").succeeded().out())
                .startsWith("first must run:\n  version \"1\" -> \"2\"\n  since " + whose);
        assertThat(Checkouts.in(bob, pipeline(), "why", "first").succeeded().out())
                .startsWith("first is up to date: nothing that it depends on has changed\n  since " + whose);
        assertThat(Checkouts.in(bob, changed, "why", "first", "--json")
                        .json()
                        .get("since")
                        .get("run")
                        .asString())
                .isEqualTo(run);
        assertThat(Checkouts.in(bob, changed, "status").succeeded().out())
                .contains(", by " + System.getProperty("user.name") + " on ", ", run " + Who.id(run));
        assertThat(Checkouts.in(ana, changed, "why", "first").succeeded().out())
                .isEqualTo("first must run:\n  version \"1\" -> \"2\"\n");
    }

    @Test
    void why_ofANodeThatIsForgotten_namesNoRunSinceWhichItChanged() throws IOException {
        Path ana = sharing("ana");
        Path bob = sharing("bob");
        Checkouts.in(bob, pipeline(), "run").succeeded();
        Checkouts.in(ana, pipeline(), "run").succeeded();
        Checkouts.in(bob, pipeline(), "clean", "first").succeeded();
        assertThat(Checkouts.in(bob, pipeline(), "why", "first").succeeded().out())
                .isEqualTo("first must run:\n  it has not run before\n");
    }

    @Test
    void fetchedNodes_areCounted_withWhoMadeThem() throws IOException {
        String settings =
                checkouts.state() + "cache: {path: " + root.resolve("cache") + ", write: true, unsigned: accept}\n";
        Path ana = checkout("ana", settings);
        Path bob = checkout("bob", settings);
        Checkouts.in(ana, pipeline(), "run").succeeded();
        ran.clear();
        Printed printed = Checkouts.in(bob, pipeline(), "run");
        assertThat(ran).isEmpty();
        assertThat(printed.succeeded().out())
                .containsPattern(" first: fetched: made by " + System.getProperty("user.name") + " on .+, \\d{4}-")
                .containsPattern("0 of 2 nodes succeeded in .*, 2 were fetched\n");
        Files.writeString(bob.resolve("raw.txt"), "other");
        assertThat(Checkouts.in(bob, pipeline(), "run").succeeded().out()).doesNotContain("fetched");
    }

    @Test
    void gc_removesOnlyWithConsent_andKeepsWhatSlotsName() throws IOException {
        Path ana = checkout("ana", "cache: .freshet/cache\n");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        Files.writeString(ana.resolve("raw.txt"), "other");
        Checkouts.in(ana, pipeline(), "run").succeeded();
        String would = "would remove 2 results and 0 files of 0 bytes; 2 results and ";
        assertThat(Checkouts.in(ana, pipeline(), "cache", "gc", "--older-than", "0d")
                        .succeeded()
                        .out())
                .startsWith(would)
                .endsWith("nothing was removed; to remove them, give --yes\n");
        assertThat(Checkouts.onTerminal(ana, pipeline(), "n\n", "cache", "gc", "--older-than", "0d")
                        .succeeded()
                        .out())
                .startsWith(would)
                .endsWith("nothing was removed\n");
        assertThat(Checkouts.in(ana, pipeline(), "cache", "gc").succeeded().out())
                .startsWith("would remove 0 results and 0 files");
        JsonNode removed = Checkouts.in(ana, pipeline(), "cache", "gc", "--older-than", "0d", "--yes", "--json")
                .json();
        assertThat(removed.get("removedResults").asInt()).isEqualTo(2);
        assertThat(removed.get("keptResults").asInt()).isEqualTo(2);
        ran.clear();
        Files.delete(ana.resolve("b.txt"));
        Checkouts.in(ana, pipeline(), "run").succeeded();
        assertThat(ran).isEmpty();
        Printed wrong = Checkouts.in(ana, pipeline(), "cache", "gc", "--older-than", "old");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("\"old\" is not an age; ");
        assertThat(Checkouts.in(checkout("bob", ""), pipeline(), "cache", "gc").err())
                .isEqualTo("this project has no cache; \"cache: DIRECTORY or URL\" in run.yml names one\n");
    }
}
