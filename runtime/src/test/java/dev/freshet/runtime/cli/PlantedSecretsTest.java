package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten secrets are planted: in credentials, in the environment, in parameters and on the command line. Nodes put all of
 * them into what they throw, and rows of a table that cannot be read hold them. None is in the terminal, the log of all
 * levels, the state, the reports, the arguments and the environment of worker processes, and any other file afterwards.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PlantedSecretsTest {
    /** Commands that are told which parameters were given. */
    private static final List<String> READERS = List.of(
            "plan",
            "plan --json",
            "plan --markdown",
            "why a",
            "why a --json",
            "status",
            "status --json",
            "impact params:api.token",
            "graph --format json",
            "graph --format json --preview x",
            "catalog check",
            "verify");

    /** Commands that read what earlier runs have left, or write what a later one is to do. */
    private static final List<String> OTHERS = List.of(
            "runs",
            "runs --json",
            "runs diff",
            "runs diff --json",
            "lineage x",
            "lineage y --json",
            "fingerprints --json",
            "export airflow --command java",
            "export argo --image i",
            "state export %s/exported.jsonl");

    @TempDir
    Path directory;

    /** How the node fails that knows all secrets. */
    enum Case {
        NONE,
        MESSAGE,
        CAUSE,
        SUPPRESSED,
        RETRIED,
        ERROR,
        DATASET,
        /** Rows that cannot be read hold the secrets, and are left out with a warning. */
        BAD_ROWS
    }

    /**
     * The program: its node is given all secrets by the parameters, or knows them. It executes commands in the projects
     * of several cases, since a process that has loaded a configuration knows its secrets in any case. Only {@code runs}
     * is not told all of them, and has a process of its own.
     */
    static final class Child {
        private Child() {}

        /** Each argument is a case, and the words of a command, all between tabs. */
        public static void main(String[] arguments) {
            for (String argument : arguments) {
                List<String> words = List.of(argument.split("\t"));
                List<String> lines = new ArrayList<>(List.of(words.get(0)));
                lines.addAll(PlantedSecrets.ALL);
                CompiledPipeline pipeline = ForkedPipeline.of(Nodes.class, lines);
                System.out.println(BEGIN);
                int code = Freshet.main(pipeline, words.subList(1, words.size()).toArray(String[]::new));
                System.out.flush();
                System.err.flush();
                System.out.println(EXIT + code);
            }
        }
    }

    private static final String BEGIN = "-- begin";
    private static final String EXIT = "-- exit ";

    /** What a command printed. */
    private record Printed(int code, String text) {}

    /** A row of the table. */
    public record Row(int number) {}

    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Case how = Case.valueOf(lines.get(0));
            String all = String.join(" ", lines.subList(1, lines.size()));
            String table = how == Case.BAD_ROWS ? ", rows" : "";
            return new TestPipeline("a = P.a(params:api, params:db" + table + ") -> x {retries="
                            + (how == Case.RETRIED ? 1 : 0) + "}\nb = P.b(x) -> y\n")
                    .type("rows", GenericTypes.parameterized(List.class, Row.class))
                    .type("params:api", Map.class)
                    .type("params:db", Map.class)
                    .node("a", (in, context) -> {
                        noteProcess();
                        fail(how, all + " " + in[0] + " " + in[1]);
                        return new Object[] {"x"};
                    })
                    .node("b", (in, context) -> new Object[] {"y"});
        }

        /**
         * Whoever lists processes sees their arguments, which are in a file. Of the environment, what the user has set is
         * the user's.
         */
        private static void noteProcess() throws IOException {
            Path self = Path.of("/proc/self");
            String noted = System.getProperty("planted.worker");
            if (noted != null && Files.exists(self)) {
                Path directory = Path.of(noted);
                List<String> environment =
                        new ArrayList<>(List.of(Files.readString(self.resolve("environ"), StandardCharsets.ISO_8859_1)
                                .split("\0")));
                environment.removeIf(variable -> variable.startsWith("PLANTED_"));
                Files.write(directory.resolve("environment"), environment);
                Files.write(directory.resolve("command"), Files.readAllBytes(self.resolve("cmdline")));
                Path arguments = Path.of(System.getProperty("java.io.tmpdir"), "arguments");
                Files.write(directory.resolve("arguments"), Files.readAllBytes(arguments));
            }
        }

        private static void fail(Case how, String all) throws Exception {
            switch (how) {
                case NONE, BAD_ROWS -> {}
                case MESSAGE, RETRIED -> throw new IOException("cannot log in with " + all);
                case CAUSE -> throw new IllegalStateException("no", new IOException(all));
                case SUPPRESSED -> {
                    Exception thrown = new IllegalStateException("no");
                    thrown.addSuppressed(new IOException(all));
                    throw thrown;
                }
                case ERROR -> throw new AssertionError(all);
                case DATASET -> throw new dev.freshet.dataset.DatasetException("x", "x.txt", all, null);
            }
        }
    }

    private static void configure(Path project) throws IOException {
        Files.createDirectories(project.resolve("tmp"));
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("credentials.yml"),
                "db: {user: ana, password: planted-password-1}\ns3: {key: planted/key+2==, secret: '!planted3'}\n");
        Files.writeString(
                base.resolve("parameters.yml"),
                "api: {token: '${env:PLANTED_A}', url: 'http://h/?t=${env:PLANTED_B}', given: '${env:PLANTED_A}'}\n"
                        + "db: {pin: '${env:PLANTED_PIN}', word: planted-named-7, other: replaced, group: {a:"
                        + " planted-named-8}}\n");
        Files.writeString(base.resolve("run.yml"), "secret: [db.word, db.other, db.group]\n");
        Files.writeString(
                base.resolve("catalog.yml"),
                "x: {type: text, path: out/x.txt}\ny: {type: text, path: out/y.txt}\n"
                        + "rows: {type: csv, path: conf/rows.csv, bad-rows: skip}\n");
        Files.writeString(
                project.resolve("conf/rows.csv"), "number\n1\n" + String.join("\n", PlantedSecrets.ALL) + "\n2\n");
    }

    /** A case under a runner, in a project of its own. */
    private record Tried(Case how, String runner, Path project) {
        boolean isRight() {
            return how == Case.NONE || how == Case.BAD_ROWS;
        }

        boolean hasWorkers() {
            return runner.startsWith("processes");
        }
    }

    private List<Tried> tried() throws IOException {
        List<Tried> all = new ArrayList<>();
        for (String each : List.of(
                "NONE, sequential",
                "NONE, processes:1",
                "MESSAGE, sequential",
                "MESSAGE, processes:1",
                "CAUSE, sequential",
                "SUPPRESSED, sequential",
                "RETRIED, sequential",
                "ERROR, processes:1",
                "DATASET, sequential",
                "BAD_ROWS, sequential",
                "BAD_ROWS, processes:1")) {
            String[] words = each.split(", ");
            Path own = directory.resolve("project" + all.size());
            configure(own);
            all.add(new Tried(Case.valueOf(words[0]), words[1], own));
        }
        return all;
    }

    @Test
    void secrets_areNowhere() throws Exception {
        List<Tried> all = tried();
        List<String> runs = all.stream().map(PlantedSecretsTest::run).toList();
        List<Printed> first = execute(runs);
        List<Printed> again = execute(runs);
        for (int i = 0; i < all.size(); i++) {
            requireHidden(all.get(i), first.get(i));
            requireCode(all.get(i), again.get(i));
        }
        List<Tried> right =
                all.stream().filter(each -> each.how() == Case.NONE).limit(1).toList();
        List<Tried> failed =
                all.stream().filter(each -> each.how() == Case.MESSAGE).limit(1).toList();
        requireNone(Stream.concat(right.stream(), failed.stream()).toList(), READERS, PlantedSecretsTest::given);
        requireNone(failed, OTHERS, PlantedSecretsTest::command);
        for (Printed refused : execute(List.of(given(right.get(0), "export\targo\t--image\ti")))) {
            assertThat(refused.code()).as(refused.text()).isEqualTo(Freshet.USAGE);
            assertThat(refused.text()).contains("--params api.given has a secret value");
            PlantedSecrets.assertNone("export", refused.text());
        }
        for (Tried each : all) {
            if (each.hasWorkers() && Files.exists(Path.of("/proc/self"))) {
                for (String noted : List.of("arguments", "environment", "command")) {
                    assertThat(each.project().resolve("tmp").resolve(noted)).exists();
                }
            }
            requirePrivate(each.project().resolve(".freshet"));
        }
        PlantedSecrets.searchFiles(directory);
    }

    private void requireNone(List<Tried> tried, List<String> commands, BiFunction<Tried, String, String> toWords)
            throws Exception {
        List<String> all = tried.stream()
                .flatMap(each -> commands.stream()
                        .map(command -> toWords.apply(
                                each, command.replace(" ", "\t").replace("%s", String.valueOf(each.project())))))
                .toList();
        List<Printed> printed = execute(all);
        for (int i = 0; i < all.size(); i++) {
            assertThat(printed.get(i).code())
                    .as(all.get(i) + printed.get(i).text())
                    .isNotEqualTo(Freshet.USAGE);
            PlantedSecrets.assertNone(all.get(i), printed.get(i).text());
        }
    }

    private static void requireCode(Tried tried, Printed printed) {
        assertThat(printed.code()).as("%s %s", tried, printed.text()).isEqualTo(tried.isRight() ? 0 : 1);
        PlantedSecrets.assertNone(tried.toString(), printed.text());
    }

    private static void requireHidden(Tried tried, Printed printed) {
        requireCode(tried, printed);
        String text = printed.text();
        Case how = tried.how();
        if (how != Case.NONE && how != Case.CAUSE && how != Case.SUPPRESSED) {
            assertThat(text).as("%s", tried).contains("***");
        }
        if (how != Case.NONE && how != Case.CAUSE) {
            assertThat(text).as("%s", tried).contains("LOG ");
        }
    }

    private static String run(Tried tried) {
        String options = tried.hasWorkers()
                ? "\t--worker-options\t" + ForkedPipeline.option() + " " + TraceLogging.OPTION + " -Dplanted.worker="
                        + tried.project().resolve("tmp")
                : "";
        return given(
                tried,
                "run\t--runner\t" + tried.runner() + options + "\t--trace\t"
                        + tried.project().resolve("tmp/trace.json"));
    }

    private static String given(Tried tried, String words) {
        return command(tried, words + "\t--params\tapi.given=planted-given-9\t--params\tdb.other=planted-given-10");
    }

    private static String command(Tried tried, String words) {
        return tried.how() + "\t" + words + "\t--conf-source\t"
                + tried.project().resolve("conf");
    }

    /** Executes commands in one process. */
    private List<Printed> execute(List<String> commands) throws Exception {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                TraceLogging.OPTION,
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                ForkedPipeline.option(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        java.addAll(commands);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "umask 000; exec \"$0\" \"$@\"");
        builder.command().addAll(java);
        builder.environment()
                .putAll(Map.of("PLANTED_A", "planted-env-4", "PLANTED_B", "planted-env-5", "PLANTED_PIN", "471147"));
        Process child = builder.redirectErrorStream(true).start();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            List<Printed> printed = printed(lines.lines().toList());
            assertThat(child.waitFor(300, TimeUnit.SECONDS)).isTrue();
            assertThat(printed).hasSameSizeAs(commands);
            return printed;
        } finally {
            child.destroyForcibly();
        }
    }

    /** What was printed between the marks; the log between commands belongs to the next. */
    private static List<Printed> printed(List<String> lines) {
        List<Printed> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(EXIT)) {
                all.add(new Printed(Integer.parseInt(line.substring(EXIT.length())), text.toString()));
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        PlantedSecrets.assertNone("printed at the end", text.toString());
        return all;
    }

    /** Whoever can enter the directory can read what the permissions of its files allow. */
    private static void requirePrivate(Path directory) throws IOException {
        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        assertThat(Files.getPosixFilePermissions(directory)).doesNotContainAnyElementsOf(others);
        for (String file : List.of("journal.jsonl", "workspace", "lock", "runs")) {
            Path path = directory.resolve(file);
            if (Files.exists(path)) {
                assertThat(Files.getPosixFilePermissions(path))
                        .as(file + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .doesNotContainAnyElementsOf(others);
            }
        }
    }

    @Test
    void lockThatIsALink_leavesItsTargetAsItIs() throws IOException {
        Path project = directory.resolve("project");
        configure(project);
        Path target = Files.writeString(project.resolve("precious"), "precious");
        Path state = Files.createDirectories(project.resolve(".freshet"));
        Files.createSymbolicLink(state.resolve("lock"), target);
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"a"});
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        Files.delete(project.resolve("conf/base/parameters.yml"));
        Files.delete(project.resolve("conf/base/run.yml"));
        int code = Freshet.main(
                pipeline,
                Console.of(new java.io.PrintStream(err, true), new java.io.PrintStream(err, true), false),
                "run",
                "--conf-source",
                project.resolve("conf").toString());
        assertThat(target).hasContent("precious");
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Freshet.USAGE);
        assertThat(Files.exists(state.resolve("lock"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }
}
