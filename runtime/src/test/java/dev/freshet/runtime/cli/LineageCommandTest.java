package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.Checkouts.Printed;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who made what from what, across two checkouts. The oracle is what nodes write about themselves. */
@Timeout(300)
final class LineageCommandTest {
    private static final List<String> NODES = List.of("clean", "count", "join", "report");

    @TempDir
    Path root;

    private Checkouts checkouts = new Checkouts(Path.of(""));
    private final Map<String, Integer> versions = new HashMap<>();
    /** The text of each version of the pipeline input. */
    private final Map<String, String> raws = new HashMap<>();

    private volatile String running = "";
    private Path ana = Path.of("");
    private Path bob = Path.of("");
    private Optional<Path> data = Optional.empty();

    /** Each node writes its name, the id of the run, and what it read. */
    private TestPipeline pipeline() {
        TestPipeline pipeline = new TestPipeline("""
                clean = P.clean(raw) -> text
                count = P.count(text) -> n
                join = P.join(text, n, raw) -> joined
                report = P.report(joined) -> page
                """);
        for (String node : NODES) {
            pipeline.version(node, versions.getOrDefault(node, 0).toString()).node(node, (in, context) -> {
                List<String> read = new ArrayList<>();
                for (Object each : in) {
                    read.add(each.toString());
                }
                return new Object[] {written(node, running, read)};
            });
        }
        return pipeline;
    }

    private static String written(String node, String run, List<String> read) {
        return node + "@" + run + "(" + String.join(";", read) + ")";
    }

    @BeforeEach
    void start() throws IOException {
        start(true);
    }

    /** @param isShared whether both checkouts use the same files */
    private void start(boolean isShared) throws IOException {
        checkouts = new Checkouts(root);
        data = isShared ? Optional.of(Files.createDirectories(root.resolve("data"))) : Optional.empty();
        String settings = checkouts.state()
                + data.map(path -> "shared_paths: [" + path + "]\n").orElse("");
        String catalog = """
                raw: {type: text, path: DATA/raw.txt}
                text: {type: text, path: DATA/text.txt}
                n: {type: text, path: DATA/n.txt}
                joined: {type: memory}
                page: {type: text, path: DATA/page.txt}
                """.replace("DATA/", data.map(path -> path + "/").orElse(""));
        ana = checkouts.checkout("ana", settings, catalog);
        bob = checkouts.checkout("bob", settings, catalog);
        write(ana, "raw.txt", "raw0");
    }

    private void write(Path project, String file, String text) throws IOException {
        Files.writeString(data.orElse(project).resolve(file), text);
    }

    private String read(Path project, String file) throws IOException {
        return Files.readString(data.orElse(project).resolve(file));
    }

    /**
     * Runs the pipeline. A listener tells the id of the run, because a node that asks for it would have results that
     * nobody else may use.
     */
    private void run(Path project, NodeRef... to) {
        Run.of(pipeline())
                .conf(project.resolve("conf"))
                .to(to)
                .listener(new RunListener() {
                    @Override
                    public void runStarted(RunStart run) {
                        running = run.runId();
                    }
                })
                .start()
                .orThrow();
    }

    private JsonNode lineage(Path project, String... arguments) {
        List<String> all = new ArrayList<>(List.of("lineage", "--json"));
        all.addAll(List.of(arguments));
        return Checkouts.in(project, pipeline(), all.toArray(String[]::new)).json();
    }

    /** What the lineage says that a dataset holds. */
    private String told(JsonNode lineage) {
        return told(lineage, lineage.get("steps").get(lineage.get("maker").asInt()));
    }

    private String told(JsonNode lineage, JsonNode step) {
        List<String> read = new ArrayList<>();
        for (String input : inputs(step.get("node").asString())) {
            JsonNode told = step.get("inputs").get(input);
            read.add(
                    told.has("step")
                            ? told(
                                    lineage,
                                    lineage.get("steps").get(told.get("step").asInt()))
                            : raws.get(told.get("version").asString()));
        }
        return written(step.get("node").asString(), step.get("run").get("run").asString(), read);
    }

    private static List<String> inputs(String node) {
        return switch (node) {
            case "clean" -> List.of("raw");
            case "count" -> List.of("text");
            case "join" -> List.of("text", "n", "raw");
            default -> List.of("joined");
        };
    }

    private void step(Path who, Random random) throws IOException {
        String node = NODES.get(random.nextInt(NODES.size()));
        switch (random.nextInt(4)) {
            case 0 -> write(who, "raw.txt", "raw" + random.nextInt(1000));
            case 1 -> versions.merge(node, 1, Integer::sum);
            default -> {}
        }
        raws.put(lineage(who, "raw").get("version").asString(), read(who, "raw.txt"));
        if (random.nextInt(3) == 0) {
            run(who, new NodeRef(node));
        } else {
            run(who);
        }
    }

    private record Asked(Path project, String dataset, long entry) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lineage_ofRandomHistories_isWhatNodesWrote_alsoAsOfThen(boolean isShared) throws IOException {
        start(isShared);
        long seed = Long.getLong("freshet.seed", new Random().nextLong());
        Random random = new Random(seed);
        Map<Asked, String> then = new HashMap<>();
        for (Path project : List.of(ana, bob)) {
            raws.put(lineage(project, "raw").get("version").asString(), read(project, "raw.txt"));
            run(project);
        }
        for (int i = 0; i < 6; i++) {
            step(random.nextBoolean() ? ana : bob, random);
            for (Path project : List.of(ana, bob)) {
                for (String dataset : List.of("text", "n", "page")) {
                    JsonNode lineage = lineage(project, dataset, "--up");
                    assertThat(told(lineage))
                            .as("%s, seed %d, step %d", dataset, seed, i)
                            .isEqualTo(read(project, dataset + ".txt"));
                    then.put(new Asked(project, dataset, lineage.get("entry").asLong()), told(lineage));
                }
            }
        }
        then.forEach((asked, told) -> assertThat(
                        told(lineage(asked.project(), asked.dataset(), "--up", "--at", Long.toString(asked.entry()))))
                .as("%s, seed %d", asked, seed)
                .isEqualTo(told));
    }

    @Test
    void down_namesTheResultsThatWroteThatTheyReadIt_andNoOthers() throws IOException {
        run(ana);
        String first = read(ana, "page.txt");
        write(ana, "raw.txt", "raw1");
        run(bob, new NodeRef("count"));
        JsonNode lineage = lineage(ana, "raw", "--down");
        List<String> told = new ArrayList<>();
        for (JsonNode step : lineage.get("steps")) {
            told.add(step.get("node").asString() + "@"
                    + step.get("run").get("run").asString());
        }
        assertThat(read(ana, "n.txt")).contains(told);
        assertThat(told).hasSize(2).noneMatch(first::contains);
        assertThat(lineage.has("maker")).isFalse();
        assertThat(lineage.get("origin").asString())
                .isEqualTo("read from " + root.resolve("data/raw.txt") + ", not made by a node");
    }

    @Test
    void text_ofBothDirections_isATree() throws IOException {
        run(ana);
        String[] runAndCode = lines(Checkouts.in(bob, pipeline(), "lineage", "text"));
        assertThat(runAndCode[0]).startsWith("text <- clean ").contains(", run ", ", environment local");
        assertThat(runAndCode[1]).matches(" +code [0-9a-f]{12}");
        assertThat(runAndCode[2])
                .startsWith("  raw ")
                .endsWith("read from " + root.resolve("data/raw.txt") + ", not made by a node");
        assertThat(runAndCode[3]).isEqualTo("text ->");
        assertThat(String.join("\n", runAndCode))
                .contains("\n  count -> n ", "\n    join -> joined ", "\n      report -> page ", "see above")
                .endsWith(" of the shared state");
    }

    private static String[] lines(Printed printed) {
        return printed.succeeded().out().split("\n");
    }

    @Test
    void fileThatWasEdited_isSaidToBe() throws IOException {
        run(ana);
        write(ana, "text.txt", "edited");
        assertThat(lines(Checkouts.in(bob, pipeline(), "lineage", "text", "--up"))[0])
                .isEqualTo("text: its content has changed since; this is the lineage of the last recorded content");
    }

    @Test
    void wrongQuestions_exit2AndSayWhatIsLegal() throws IOException {
        run(ana);
        Printed unknown = Checkouts.in(bob, pipeline(), "lineage", "joinde");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("there is no dataset \"joinde\"; did you mean \"joined\"?\n");
        assertThat(Checkouts.in(bob, pipeline(), "lineage", "nix").err())
                .matches("there is no dataset \"nix\"; there are [a-z]+(, [a-z]+)*( and [0-9]+ more)?\\n")
                .contains("joined");
        Printed moment = Checkouts.in(bob, pipeline(), "lineage", "text", "--at", "yesterday");
        assertThat(moment.exit()).isEqualTo(2);
        assertThat(moment.err()).startsWith("\"yesterday\" is neither the number of an entry nor a time; ");
        Printed future = Checkouts.in(bob, pipeline(), "lineage", "text", "--at", "1000");
        assertThat(future.exit()).isEqualTo(2);
        assertThat(future.err()).contains(" has no entry 1000; it knows entries 1 to ");
        assertThat(lineage(bob, "text", "--at", "2001-01-01").get("steps").isEmpty())
                .isTrue();
    }
}
