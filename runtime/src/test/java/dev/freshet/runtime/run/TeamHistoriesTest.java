package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a team with one state and one cache: users with their own inputs and versions of the code run
 * parts of a pipeline one after the other. What a run leaves is what a clean build leaves, and nobody makes again what
 * somebody has made of the same. More of them by hand: {@code -Dfreshet.thorough=20 -Dfreshet.seed=7}.
 */
final class TeamHistoriesTest {
    private static final int HISTORIES = 6 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int STEPS = 12;
    private static final int NODES = 5;
    private static final int INPUTS = 2;
    /** How many contents an input, and how many versions the code of a node has. */
    private static final int VARIANTS = 2;

    @TempDir
    Path directory;

    /** Somebody's checkout. */
    private static final class User {
        final String name;
        final Path project;
        final boolean sharesFiles;
        final int[] versions = new int[NODES];

        User(String name, Path project, boolean sharesFiles) {
            this.name = name;
            this.project = project;
            this.sharesFiles = sharesFiles;
        }
    }

    private final class History {
        final long seed;
        final Random random;
        final Path root;
        final List<String> story = new ArrayList<>();
        /** By node, the numbers of the datasets that it reads: inputs first, then outputs of nodes before it. */
        final List<List<Integer>> reads = new ArrayList<>();

        final List<User> users = new ArrayList<>();
        /** Everything that was ever made, by what it was made of. */
        final Set<String> made = new HashSet<>();

        final List<String> again = new ArrayList<>();
        int ran;

        History(long seed) throws IOException {
            this.seed = seed;
            random = new Random(seed);
            root = Files.createDirectories(directory.resolve("history" + seed));
            for (int node = 0; node < NODES; node++) {
                Set<Integer> inputs = new HashSet<>();
                for (int i = 0; i <= random.nextInt(2); i++) {
                    inputs.add(random.nextInt(INPUTS + node));
                }
                reads.add(List.copyOf(inputs));
            }
            int count = 2 + random.nextInt(4);
            for (int user = 0; user < count; user++) {
                users.add(user("user" + user, random.nextBoolean()));
            }
        }

        /** Either all files are the user's own, or the outputs are those of all who share files. */
        private User user(String name, boolean sharesFiles) throws IOException {
            Path project = root.resolve(name);
            Path base = Files.createDirectories(project.resolve("conf/base"));
            Path outputs = Files.createDirectories(sharesFiles ? root.resolve("outputs") : project.resolve("outputs"));
            StringBuilder catalog = new StringBuilder();
            for (int dataset = 0; dataset < INPUTS + NODES; dataset++) {
                Path file = (dataset < INPUTS ? project : outputs).resolve("d" + dataset + ".txt");
                catalog.append("d" + dataset + ": {type: text, path: " + file + "}\n");
            }
            Files.writeString(base.resolve("catalog.yml"), catalog);
            Files.writeString(
                    base.resolve("run.yml"),
                    "state: " + root.resolve("state") + "\nshared_paths: [" + root.resolve("outputs") + "]\n"
                            + "cache: {path: " + root.resolve("cache") + ", write: true, unsigned: accept}\n");
            User user = new User(name, project, sharesFiles);
            for (int input = 0; input < INPUTS; input++) {
                edit(user, input);
            }
            return user;
        }

        private void edit(User user, int input) throws IOException {
            Files.writeString(
                    user.project.resolve("d" + input + ".txt"), "input" + input + "/" + random.nextInt(VARIANTS));
        }

        private String content(User user, int dataset) throws IOException {
            return Files.readString(
                    dataset < INPUTS ? user.project.resolve("d" + dataset + ".txt") : file(user, dataset));
        }

        private Path file(User user, int dataset) {
            return (user.sharesFiles ? root : user.project).resolve("outputs/d" + dataset + ".txt");
        }

        /** What a node makes of contents. */
        private static String make(int node, int version, List<?> inputs) {
            return "n" + node + "v" + version + inputs;
        }

        /** What a clean build leaves, by the number of the dataset. */
        private Map<Integer, String> clean(User user) throws IOException {
            Map<Integer, String> all = new HashMap<>();
            for (int input = 0; input < INPUTS; input++) {
                all.put(input, content(user, input));
            }
            for (int node = 0; node < NODES; node++) {
                all.put(
                        INPUTS + node,
                        make(
                                node,
                                user.versions[node],
                                reads.get(node).stream().map(all::get).toList()));
            }
            return all;
        }

        private TestPipeline pipeline(User user) {
            StringBuilder graph = new StringBuilder();
            for (int node = 0; node < NODES; node++) {
                List<String> inputs =
                        reads.get(node).stream().map(read -> "d" + read).toList();
                graph.append("n" + node + " = P.n" + node + "(" + String.join(", ", inputs) + ") -> d" + (INPUTS + node)
                        + "\n");
            }
            TestPipeline pipeline = new TestPipeline(graph.toString());
            for (int i = 0; i < NODES; i++) {
                int node = i;
                int version = user.versions[node];
                pipeline.version("n" + node, Integer.toString(version)).node("n" + node, (in, context) -> {
                    String result = make(node, version, List.of(in));
                    ran++;
                    if (!made.add(result)) {
                        again.add(user.name + " made " + result);
                    }
                    return new Object[] {result};
                });
            }
            return pipeline;
        }

        private void step() throws IOException {
            User user = users.get(random.nextInt(users.size()));
            String change = "nothing";
            if (random.nextInt(3) == 0) {
                int node = random.nextInt(NODES);
                user.versions[node] = random.nextInt(VARIANTS);
                change = "code of n" + node + " is " + user.versions[node];
            } else if (random.nextInt(3) == 0) {
                int input = random.nextInt(INPUTS);
                edit(user, input);
                change = "d" + input + " is " + content(user, input);
            } else if (random.nextInt(5) == 0) {
                int node = random.nextInt(NODES);
                Files.deleteIfExists(file(user, INPUTS + node));
                change = "d" + (INPUTS + node) + " is deleted";
            }
            int last = random.nextInt(3) == 0 ? random.nextInt(NODES) : -1;
            story.add(user.name
                    + (user.sharesFiles ? " (shared files): " : ": ")
                    + change
                    + (last < 0 ? "" : ", run to n" + last));
            Run run = Run.of(pipeline(user)).runner(Runner.sequential()).conf(user.project.resolve("conf"));
            (last < 0 ? run : run.to(new NodeRef("n" + last))).start().orThrow();
            check(user, last);
        }

        private void check(User user, int last) throws IOException {
            Map<Integer, String> clean = clean(user);
            for (int node : last < 0 ? all() : upTo(last)) {
                assertThat(file(user, INPUTS + node))
                        .as("d%d, seed %d, %s", INPUTS + node, seed, story)
                        .hasContent(clean.get(INPUTS + node));
            }
            assertThat(again).as("seed %d, %s", seed, story).isEmpty();
            if (last < 0) {
                assertThat(Run.of(pipeline(user))
                                .conf(user.project.resolve("conf"))
                                .plan()
                                .isUpToDate())
                        .as("seed %d, %s", seed, story)
                        .isTrue();
            }
        }

        private Set<Integer> all() {
            Set<Integer> all = new HashSet<>();
            for (int node = 0; node < NODES; node++) {
                all.add(node);
            }
            return all;
        }

        private Set<Integer> upTo(int node) {
            Set<Integer> all = new HashSet<>(Set.of(node));
            reads.get(node).stream().filter(read -> read >= INPUTS).forEach(read -> all.addAll(upTo(read - INPUTS)));
            return all;
        }
    }

    @Test
    void runs_ofATeam_leaveWhatACleanBuildLeaves_andMakeNothingTwice() throws IOException {
        int ran = 0;
        for (int number = 0; number < HISTORIES; number++) {
            History history = new History(SEED * 1_000_003 + number);
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            ran += history.ran;
        }
        System.out.println(HISTORIES + " histories from seed " + SEED + ": " + ran + " nodes ran");
        assertThat(ran).isPositive();
    }
}
