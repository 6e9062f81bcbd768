package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageTest {
    @TempDir
    Path project;

    private Ended main(String... words) {
        return new CommandLine(new TestPipeline("clean = P.clean(raw) -> text\n"), project).main(words);
    }

    @Test
    void help_ofTheProgram_listsTheCommands() {
        assertThat(main("--help").code()).isZero();
        assertThat(main("--help").out()).contains("run").contains("list").contains("catalog");
        assertThat(main("--help").out())
                .contains("Without a command, runs it")
                .containsPattern("(?s)Exit codes:\\R +0 .*\\R +1 .*\\R +2 .*\\R +3 .*\\R +130 ");
        assertThat(main("run", "--help").out()).doesNotContain("Exit codes:");
    }

    @Test
    void help_hasTheOptionsOfOneCommandBeforeThoseOfMany() {
        assertThat(main("run", "--help").code()).isZero();
        String help = main("run", "--help").out();
        assertThat(help.lines().filter(line -> line.matches("\\S.*:")))
                .containsExactly("Options:", "Selected nodes:", "Execution:", "Configuration:", "State:");
        assertThat(help.lines().limit(4))
                .containsExactly("Usage: Test run [OPTIONS]", "Runs the stale nodes.", "", "Options:");
        assertThat(help)
                .containsSubsequence(
                        "--dry-run", "--from-nodes", "--exclude", "--runner", "--env", "--params", "--wait");
    }

    @Test
    void help_ofACommandWithFewOptions_namesThemInTheFirstLine() {
        assertThat(main("list", "--help").out()).startsWith("Usage: Test list [-hV] [--json]");
        assertThat(main("list", "--help").out()).doesNotContain("Options:");
    }

    @ParameterizedTest
    @CsvSource({"--help,clean", "clean,--help", "clean,-h", "-h,clean", "--version,clean", "accept,-V"})
    void helpAndVersion_whereverTheyAreAskedFor_executeNothing(String first, String second) {
        Ended ended = main(first, second);
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        boolean isVersion = (first + second).toLowerCase(Locale.ROOT).contains("v");
        assertThat(ended.out()).startsWith(isVersion ? "Freshet" : "Usage: ");
        assertThat(ended.out().contains("clean")).isEqualTo(!isVersion);
    }

    @ParameterizedTest
    @CsvSource({"why,NODE", "accept,NODE", "catalog versions,DATASET", "lineage,DATASET"})
    void missingArgument_exits2AndNamesIt(String command, String missing) {
        assertThat(main(command.split(" ")))
                .isEqualTo(new Ended(
                        2, "", "\"" + command + "\" needs a " + missing + "; see \"" + command + " --help\"\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "catalog chek|\"catalog\" has no command \"chek\"; did you mean \"check\"?",
                "plan fit|\"plan\" takes no argument \"fit\"; see \"plan --help\"",
                "--force plan|\"run\" takes no argument \"plan\"; if you mean the command \"plan\", write it before all"
                        + " options",
                "plan --frce|\"plan\" has no option \"--frce\"; see \"plan --help\"",
                "run --frce=yes|\"run\" has no option \"--frce\"; did you mean \"--force\"?",
                "run --params add|\"add\" is not a parameter with its value; write it as in --params"
                        + " split.ratio=0.8,seed=1, and quote a value that has commas",
                "run --seed x|--seed must be a whole number, not \"x\"",
                "run --seed 99999999999999999999|--seed: the number 99999999999999999999 is too large",
                "run --wait -3|--wait must be at least 0, not -3",
                "run --force=yes|--force takes no value",
                "run --env a --env b|--env can be given only once",
                "run --capacity gpu|\"gpu\" is not written as --capacity needs it: NAME=AMOUNT",
                "run --params a=[1,2|in \"a=[1,2\", a bracket is not closed",
            })
    void wrongUsage_exits2WithOneLine(String command, String message) {
        assertThat(main(command.split(" "))).isEqualTo(new Ended(2, "", message + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"run,--nodes=", "run,--from-nodes=", "run,--tags=", "run,--exclude=", "run,'--to-nodes=clean,,clean'"})
    void emptyName_exits2_andNamesTheOption(String command, String option) {
        assertThat(main(command, option))
                .isEqualTo(new Ended(
                        2,
                        "",
                        option.substring(0, option.indexOf('='))
                                + " needs a name in each place; leave the option out if it selects nothing\n"));
    }

    /** Nobody reads what is pasted: no word moves the cursor of a terminal, or looks like a line of Freshet's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "catalog %s",
                "plan %s",
                "plan --%s",
                "run --nodes %s",
                "run --params %s",
                "run --params a=[%s",
                "run --runner %s",
                "run --wait %s",
                "run --load-versions %s",
                "run --conf-source %s",
                "why %s",
                "lineage %s",
                "impact %s",
                "graph --format %s"
            })
    void controlCharactersOfArguments_areShown(String command) {
        String[] words = command.split(" ");
        Arrays.setAll(words, i -> words[i].replace("%s", "w\u001b[2J\rnode other\nclean: succeeded\u202e"));
        Ended ended = main(words);
        String told = ended.out() + ended.err();
        assertThat(ended.code()).as(told).isEqualTo(Freshet.USAGE);
        assertThat(told).contains("w\\u001b[2J").doesNotContain("\u001b", "\r", "\u202e", "\nclean: succeeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "catalog %s",
                "plan %s",
                "plan --%s",
                "run --from-nodes %s",
                "run --tags %s",
                "run --to-outputs %s",
                "run --params %s",
                "run --params a=[%s",
                "run --capacity %s",
                "run --capacity gpu=%s",
                "run --runner %s",
                "run --runner threads:%s",
                "run --seed %s",
                "run --load-versions %s",
                "run --load-versions %s:1",
                "run --conf-source %s",
                "run --config %s",
                "why %s",
                "lineage %s",
                "runs %s",
                "unlock %s",
                "impact %s",
                "verify --sample %s",
                "graph --format %s"
            })
    void lineBreaksOfArguments_areEscapes_andTheMessageIsWhole(String command) {
        String[] words = command.split(" ");
        Arrays.setAll(words, i -> words[i].replace("%s", "wo\nrd"));
        Ended ended = main(words);
        assertThat(ended.code()).as(ended.out() + ended.err()).isNotZero();
        assertThat(ended.err()).contains("wo\\nrd").doesNotContain("wo\n").hasLineCount(1);
    }
}
