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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ten secrets are planted: in credentials, in the environment, in parameters and on the command line. Nodes put all of
 * them into what they throw, and rows of a table that cannot be read hold them. None is in the terminal, the log of all
 * levels, the state, the reports, the arguments and the environment of worker processes, and any other file afterwards.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PlantedSecretsTest {
    private static final List<String> SECRETS = List.of(
            "planted-password-1", // credentials
            "planted/key+2==", // a group of credentials
            "!planted3", // credentials that look like a tag
            "planted-env-4", // a parameter of the environment
            "planted-env-5", // a part of a parameter
            "471147", // a PIN of the environment
            "planted-named-7", // a parameter that run.yml names
            "planted-named-8", // within a group that run.yml names
            "planted-given-9", // given in place of the value of a variable
            "planted-given-10"); // given in place of a parameter that run.yml names

    @TempDir
    Path project;

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

    /** The program: its node is given all secrets by the parameters, or knows them. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(ForkedPipeline.create(), arguments));
        }
    }

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

    private void configure() throws IOException {
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
        Files.writeString(project.resolve("conf/rows.csv"), "number\n1\n" + String.join("\n", SECRETS) + "\n2\n");
    }

    @ParameterizedTest
    @CsvSource({
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
        "BAD_ROWS, processes:1"
    })
    void secrets_areNowhere(Case how, String runner) throws Exception {
        configure();
        List<String> lines = new ArrayList<>(List.of(how.name()));
        lines.addAll(SECRETS);
        CompiledPipeline pipeline = ForkedPipeline.of(Nodes.class, lines);
        assertThat(pipeline.name()).isEqualTo("Test");
        boolean isRight = how == Case.NONE || how == Case.BAD_ROWS;
        String printed = run(runner, isRight ? 0 : 1);
        if (how != Case.NONE && how != Case.CAUSE && how != Case.SUPPRESSED) {
            assertThat(printed).contains("***");
        }
        if (how != Case.NONE && how != Case.CAUSE) {
            assertThat(printed).contains("LOG ");
        }
        String again = run(runner, isRight ? 0 : 1);
        assertNone("printed", printed + again);
        for (String command : how == Case.BAD_ROWS ? List.of("runs") : List.of("plan", "why", "runs", "status")) {
            assertNone(command, execute(command.equals("why") ? List.of(command, "a") : List.of(command)));
        }
        if (runner.startsWith("processes") && Files.exists(Path.of("/proc/self"))) {
            assertThat(project.resolve("tmp/arguments")).exists();
            assertThat(project.resolve("tmp/environment")).exists();
            assertThat(project.resolve("tmp/command")).exists();
        }
        searchFiles();
        requirePrivate(project.resolve(".freshet"));
    }

    private String run(String runner, int code) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "--runner", runner));
        if (runner.startsWith("processes")) {
            words.addAll(List.of(
                    "--worker-options",
                    ForkedPipeline.option() + " " + TraceLogging.OPTION + " -Dplanted.worker="
                            + Files.createDirectories(project.resolve("tmp"))));
        }
        String printed = execute(words);
        assertThat(exitCode).as(printed).isEqualTo(code);
        return printed;
    }

    private int exitCode;

    private String execute(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                TraceLogging.OPTION,
                "-Djava.io.tmpdir=" + Files.createDirectories(project.resolve("tmp")),
                ForkedPipeline.option(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(words);
        if (!words.contains("runs")) {
            command.addAll(List.of("--params", "api.given=planted-given-9", "--params", "db.other=planted-given-10"));
        }
        command.addAll(List.of("--conf-source", project.resolve("conf").toString()));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "umask 000; exec \"$0\" \"$@\"");
        builder.command().addAll(command);
        builder.environment()
                .putAll(Map.of("PLANTED_A", "planted-env-4", "PLANTED_B", "planted-env-5", "PLANTED_PIN", "471147"));
        Process child = builder.redirectErrorStream(true).start();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            String all = lines.lines().collect(Collectors.joining("\n"));
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            exitCode = child.exitValue();
            return all;
        } finally {
            child.destroyForcibly();
        }
    }

    private static void assertNone(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text).as("%s, %s", where, secret).doesNotContain(secret);
        }
    }

    /** All but the configuration, which the user wrote. */
    private void searchFiles() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(project.resolve("conf")))
                    .toList()) {
                assertNone(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
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
        configure();
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
