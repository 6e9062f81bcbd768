package dev.freshet.runtime.cli.completion;

import dev.freshet.runtime.plan.PipelineGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words that can stand at each place of the command line, as the commands, their options and the pipeline declare
 * them.
 */
final class CompletionWords {
    /** Stands for the names of files. */
    static final String FILES = "<file>";

    /** Stands for the environments of the project, which the script looks for. */
    static final String ENVIRONMENTS = "<environment>";

    private static final String RUN = "run";
    private static final Set<String> FILE_LABELS = Set.of("FILE", "DIR", "SOURCE");
    /** What needs no quotes in a shell. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_.@+-]+");

    private final CommandSpec root;
    private final PipelineGraph graph;

    CompletionWords(CommandSpec root, PipelineGraph graph) {
        this.root = root;
        this.graph = graph;
    }

    /** Returns the commands by their words, such as {@code catalog check}; the root is the empty text. */
    private Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> all = new LinkedHashMap<>();
        add("", root, all);
        return all;
    }

    private static void add(String words, CommandSpec command, Map<String, CommandSpec> all) {
        all.put(words, command);
        command.subcommands().forEach((name, inner) -> add((words + " " + name).strip(), inner.getCommandSpec(), all));
    }

    /** Returns the subcommands of each command that has some. */
    Map<String, List<String>> subcommands() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        commands().forEach((words, command) -> {
            if (!command.subcommands().isEmpty()) {
                all.put(words, List.copyOf(command.subcommands().keySet()));
            }
        });
        return all;
    }

    /** Returns the options of each command. Without a command, those of {@code run} are legal. */
    Map<String, List<String>> options() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        commands().forEach((words, command) -> {
            Set<String> names = new LinkedHashSet<>();
            command.options().forEach(option -> names.add(option.longestName()));
            if (words.isEmpty()) {
                Objects.requireNonNull(root.subcommands().get(RUN))
                        .getCommandSpec()
                        .options()
                        .forEach(option -> names.add(option.longestName()));
            }
            all.put(words, List.copyOf(names));
        });
        return all;
    }

    /** Returns what can be an argument of each command that takes arguments. */
    Map<String, List<String>> arguments() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        commands().forEach((words, command) -> {
            List<String> values = command.positionalParameters().stream()
                    .flatMap(argument -> values(argument).stream())
                    .toList();
            if (!values.isEmpty()) {
                all.put(words, values);
            }
        });
        return all;
    }

    /** Returns the options that need a value, under all their names, each with what can be the value. */
    Map<String, List<String>> values() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (OptionSpec option : valued()) {
            for (String name : option.names()) {
                all.put(name, values(option));
            }
        }
        return all;
    }

    /** Returns the options whose value can be several words with commas. */
    Set<String> lists() {
        Set<String> all = new TreeSet<>();
        valued().stream()
                .filter(option -> ",".equals(option.splitRegex()))
                .forEach(option -> all.addAll(List.of(option.names())));
        return all;
    }

    private List<OptionSpec> valued() {
        return commands().values().stream()
                .flatMap(command -> command.options().stream())
                .filter(option -> option.arity().max() > 0)
                .toList();
    }

    private List<String> values(ArgSpec place) {
        if (place.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            place.completionCandidates().forEach(words::add);
            return words;
        }
        if (place instanceof OptionSpec option && option.longestName().equals("--env")) {
            return List.of(ENVIRONMENTS);
        }
        String label = place.paramLabel().replaceAll("[\\[\\].]", "");
        return switch (label) {
            case "NODE" ->
                plain(IntStream.range(0, graph.nodeCount())
                        .mapToObj(graph::node)
                        .toList());
            case "DATASET" -> datasets();
            case "TAG" -> tags();
            default -> FILE_LABELS.contains(label) || place.type() == Path.class ? List.of(FILES) : List.of();
        };
    }

    private List<String> datasets() {
        return plain(IntStream.range(0, graph.datasetCount())
                .filter(dataset -> !graph.isParameter(dataset))
                .mapToObj(graph::dataset)
                .toList());
    }

    private List<String> tags() {
        Set<String> tags = new TreeSet<>();
        IntStream.range(0, graph.nodeCount())
                .forEach(node -> tags.addAll(graph.options(node).tags()));
        return plain(tags);
    }

    private static List<String> plain(Collection<String> words) {
        return words.stream().filter(word -> PLAIN.matcher(word).matches()).toList();
    }
}
