package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.docs.Project.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and options that the pages name are those of the command line, which is asked for its help. */
final class CommandLineTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  ");

    /** Options of other programs. */
    private static final Map<String, String> FOREIGN =
            Map.of("--sun-misc-unsafe-memory-access", "of java", "--enable-native-access", "of java");

    /** Changes are told of under the names that they had. */
    private static final Set<String> WITHOUT = Set.of("CHANGELOG.md", "docs/design-decisions.md");

    private static final Map<String, Set<String>> OPTIONS = new HashMap<>();

    @BeforeAll
    static void askForHelp(@TempDir Path directory) throws Exception {
        Project project = new Project(directory);
        project.java("demo.Flow", Sources.unit("@Pipeline final class Flow { @Node static int n() { return 1; } }"));
        Sources.compile(project);
        for (String command : commands(project)) {
            OPTIONS.put(command, options(project, command));
            for (String more : commands(project, command)) {
                OPTIONS.put(command + " " + more, options(project, command, more));
            }
        }
        OPTIONS.put("", options(project));
    }

    private static String help(Project project, String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--help");
        Output help = project.freshet("demo.FlowPipeline", arguments.toArray(String[]::new));
        return help.out();
    }

    private static Set<String> options(Project project, String... command) throws Exception {
        return options(help(project, command));
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        OPTION.matcher(text).results().map(MatchResult::group).forEach(options::add);
        return options;
    }

    private static List<String> commands(Project project, String... command) throws Exception {
        return COMMAND.matcher(help(project, command))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static Set<String> allOptions() {
        Set<String> all = new TreeSet<>(FOREIGN.keySet());
        OPTIONS.values().forEach(all::addAll);
        return all;
    }

    private static List<Page> pages() {
        return Page.all().stream()
                .filter(page -> !WITHOUT.contains(page.name()))
                .toList();
    }

    /** The command that a text begins with, if it is one. */
    private static String command(String code) {
        String[] words = code.split(" ");
        String two = words.length > 1 ? words[0] + " " + words[1] : words[0];
        return OPTIONS.containsKey(two) ? two : OPTIONS.containsKey(words[0]) ? words[0] : "";
    }

    @Test
    void commandLine_askedForHelp_namesCommandsAndOptions() {
        assertThat(OPTIONS).containsKeys("run", "why", "catalog check", "catalog versions");
        assertThat(OPTIONS.get("run")).contains("--force", "--conf-source");
    }

    @Test
    void option_inAPage_exists() {
        List<String> unknown = new ArrayList<>();
        for (Page page : pages()) {
            for (String code : page.code()) {
                if (!code.startsWith("mvn") && !code.startsWith("kedro")) {
                    String command = command(code);
                    Set<String> known = command.isEmpty() ? allOptions() : OPTIONS.get(command);
                    options(code).stream()
                            .filter(option -> !known.contains(option))
                            .forEach(option -> unknown.add(page + ": " + code + ": " + option));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void option_ofTheCommandLine_isInAPage() {
        Set<String> named = new TreeSet<>();
        pages().forEach(page -> page.code().forEach(code -> named.addAll(options(code))));
        Set<String> missing = allOptions();
        missing.removeAll(named);
        missing.remove("--version");
        assertThat(missing).isEmpty();
    }

    @Test
    void command_inTheTablesOfCommands_exists() {
        for (String name : List.of("README.md", "docs/command-line.md")) {
            List<String> commands = Pattern.compile("(?m)^\\| `([a-z].*?)`")
                    .matcher(tables(Page.of(name)))
                    .results()
                    .map(row -> row.group(1))
                    .toList();
            assertThat(commands).isNotEmpty().allMatch(code -> !command(code).isEmpty());
        }
    }

    /** The tables whose first column is headed "command". */
    private static String tables(Page page) {
        StringBuilder tables = new StringBuilder();
        boolean inside = false;
        for (String line : page.prose().lines().toList()) {
            inside = line.startsWith("|") && (inside || line.startsWith("| command |"));
            if (inside) {
                tables.append(line).append('\n');
            }
        }
        return tables.toString();
    }
}
