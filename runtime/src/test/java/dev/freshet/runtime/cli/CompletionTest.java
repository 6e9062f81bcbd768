package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.runtime.TestPipeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts of shell completion, in the shells that there are. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CompletionTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(-[\\w-]+)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");

    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline("""
            clean = P.clean(raw) -> text {tags=daily,slow}
            eu.count = P.count(text@csv, params:add) -> eu.n {tags=daily}
            """);

    private CommandLine line;

    enum Shell {
        BASH,
        ZSH;

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private boolean exists() {
            return Stream.of("/bin/", "/usr/bin/").anyMatch(at -> Files.isExecutable(Path.of(at + word())));
        }
    }

    @BeforeEach
    void writeProject() throws IOException {
        for (String environment : List.of("base", "local", "production")) {
            Files.createDirectories(project.resolve("conf").resolve(environment));
        }
        Files.createDirectories(project.resolve("deep/inside"));
        line = new CommandLine(pipeline, project);
    }

    /** What a shell offers after each of these lines, whose last word is to be completed. */
    private List<Set<String>> offered(Shell shell, List<String> lines) throws Exception {
        CommandLine.Ended script = line.main("completion", shell.word(), "--command", "sales-1");
        assertThat(script.code()).as(script.err()).isZero();
        StringBuilder program = new StringBuilder(
                shell == Shell.BASH
                        ? "compopt() { echo \"files: $*\"; }\n"
                        : "compdef() { :; }\n_files() { echo files: -o default -o filenames; }\n"
                                + "compset() { [[ $1 == -P ]] && PREFIX=${PREFIX#${~2}}; }\n"
                                + "compadd() { shift; local w; for w in \"$@\"; do"
                                + " if [[ $w == \"$PREFIX\"* ]]; then print -r -- \"$w\"; fi; done }\n");
        program.append(script.out());
        for (String text : lines) {
            program.append(shell == Shell.BASH ? bash("sales-1 " + text) : zsh("sales-1 " + text));
            program.append("echo '===='\n");
        }
        Path file = Files.writeString(project.resolve("program"), program);
        List<String> command = new ArrayList<>(List.of(shell.word()));
        command.addAll(shell == Shell.BASH ? List.of("--norc", "--noprofile") : List.of("-f"));
        command.add(file.toString());
        Process child = new ProcessBuilder(command)
                .directory(project.resolve("deep/inside").toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            String all = String.join("\n", reader.lines().toList()) + "\n";
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).as(all).isZero();
            List<Set<String>> offered = new ArrayList<>();
            for (String part : all.split("====\n")) {
                offered.add(new TreeSet<>(
                        part.lines().filter(word -> !word.isBlank()).toList()));
            }
            while (offered.size() < lines.size()) {
                offered.add(Set.of());
            }
            return offered;
        } finally {
            child.destroyForcibly();
        }
    }

    /** What a real bash sets and passes: it ends words at {@code =} and {@code :}, and replaces from {@code @} on. */
    private static String bash(String text) {
        List<String> words = new ArrayList<>(Pattern.compile("[=:@]+|[^\\s=:@]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList());
        if (text.endsWith(" ")) {
            words.add("");
        }
        StringBuilder quoted = new StringBuilder();
        words.forEach(word -> quoted.append(" '").append(word).append("'"));
        String replaced = text.replaceFirst(".*[\\s=:]", "").replaceFirst(".*(?=@)", "");
        return "COMP_WORDS=(" + quoted + "); COMP_CWORD=" + (words.size() - 1) + "; COMP_LINE='" + text
                + "'; COMP_POINT=" + text.length()
                + "; _freshet_sales_1 sales-1 '" + replaced
                + "' ''; for w in \"${COMPREPLY[@]}\"; do printf '%s\\n' \"$w\"; done\n";
    }

    private static String zsh(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        if (text.endsWith(" ")) {
            words.add("");
        }
        StringBuilder quoted = new StringBuilder();
        words.forEach(word -> quoted.append(" '").append(word).append("'"));
        return "words=(" + quoted + "); CURRENT=" + words.size() + "; PREFIX='" + words.get(words.size() - 1)
                + "'; _freshet_sales_1\n";
    }

    private static void assumeExists(Shell shell) {
        assumeTrue(shell.exists(), "there is no " + shell.word());
    }

    @ParameterizedTest
    @EnumSource
    void words_ofThePipeline_areOffered(Shell shell) throws Exception {
        assumeExists(shell);
        List<String> lines = List.of(
                "why ",
                "why e",
                "run --nodes ",
                "run --nodes clean,e",
                "run --nodes=clean,eu.",
                "lineage t",
                "run --to-outputs text@",
                "--tags ",
                "run --tags daily,s",
                "run --runner pro",
                "run --env ",
                "run -e p",
                "run --env=pro",
                "run --seed ",
                "completion ",
                "clean eu.count c");
        boolean isBash = shell == Shell.BASH;
        assertThat(offered(shell, lines))
                .containsExactly(
                        Set.of("clean", "eu.count"),
                        Set.of("eu.count"),
                        Set.of("clean", "eu.count"),
                        Set.of(isBash ? "clean,eu.count" : "eu.count"),
                        Set.of(isBash ? "clean,eu.count" : "eu.count"),
                        Set.of("text", "text@csv"),
                        Set.of(isBash ? "@csv" : "text@csv"),
                        Set.of("daily", "slow"),
                        Set.of(isBash ? "daily,slow" : "slow"),
                        Set.of("processes"),
                        Set.of("local", "production"),
                        Set.of("production"),
                        Set.of("production"),
                        Set.of(),
                        Set.of("bash", "zsh"),
                        Set.of("clean"));
    }

    @ParameterizedTest
    @EnumSource
    void files_areOfferedWhereThereMustBeFiles(Shell shell) throws Exception {
        assumeExists(shell);
        Set<String> files = Set.of("files: -o default -o filenames");
        assertThat(offered(
                        shell,
                        List.of(
                                "catalog infer ",
                                "run --config ",
                                "run --conf-source co",
                                "state import ",
                                "why --wait ")))
                .containsExactly(files, files, files, files, Set.of());
    }

    /** The help of each command names the same commands and options. */
    @ParameterizedTest
    @EnumSource
    void commandsAndOptions_areThoseOfTheHelp(Shell shell) throws Exception {
        assumeExists(shell);
        List<String> commands = new ArrayList<>(List.of(""));
        commands.addAll(named(COMMAND, "--help"));
        for (String outer : List.of("catalog", "state", "cache")) {
            named(COMMAND, outer, "--help").forEach(inner -> commands.add(outer + " " + inner));
        }
        assertThat(commands).contains("run", "completion", "catalog infer", "cache gc");
        List<String> lines = new ArrayList<>();
        commands.forEach(command -> lines.addAll(List.of((command + " -").strip(), (command + " ").stripLeading())));
        List<Set<String>> offered = offered(shell, lines);
        for (int i = 0; i < commands.size(); i++) {
            String command = commands.get(i);
            String[] help = (command + " --help").strip().split(" ");
            Set<String> options = named(OPTION, help);
            if (command.isEmpty()) {
                options.addAll(named(OPTION, "run", "--help"));
            }
            assertThat(offered.get(2 * i)).as("options of %s", command).isEqualTo(options);
            Set<String> subcommands = named(COMMAND, help);
            if (!subcommands.isEmpty()) {
                assertThat(offered.get(2 * i + 1)).as("commands of %s", command).isEqualTo(subcommands);
            }
        }
    }

    private Set<String> named(Pattern pattern, String... words) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(line.main(words).out())
                .results()
                .map(found -> found.group(1))
                .forEach(names::add);
        return names;
    }

    @Test
    void shell_thatThereIsNot_isRefusedWithTheNearest() {
        assertThat(line.main("completion", "bsh").err())
                .isEqualTo("There is no completion for \"bsh\"; did you mean \"bash\"?\n");
        assertThat(line.main("completion").err())
                .isEqualTo("\"completion\" needs a SHELL; see \"completion --help\"\n");
        assertThat(line.main("completion", "bash", "--command", "a b").code()).isEqualTo(2);
    }

    @Test
    void name_isThatOfThePipelineUnlessGiven() {
        assertThat(line.main("completion", "bash").out()).endsWith("complete -F _freshet_Test Test\n");
    }
}
