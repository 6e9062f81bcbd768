package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.config.SourceText;
import dev.freshet.config.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The file of {@code run --config}: options of the command as YAML. The keys are the names of the options without their
 * dashes. An option of the command line replaces that of the file; parameters are joined.
 */
final class OptionsFile {
    static final String NAME = "--config";

    /** Options that are read before the file is. */
    private static final Set<String> COMMAND_LINE_ONLY = Set.of(NAME, Commands.JSON, "--help", "--version");

    private static final String DASHES = "--";

    private final CommandSpec command;
    private final Consumer<List<String>> check;
    private final List<String> words = new ArrayList<>();
    private final Map<String, Position> places = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private OptionsFile(CommandSpec command, Consumer<List<String>> check) {
        this.command = command;
        this.check = check;
    }

    /**
     * Reads a file.
     *
     * @param given the options of the command line, which count in place of those of the file
     * @param check throws a {@link ParameterException} or a {@link UsageException} if the words of an option are wrong
     * @throws ConfigException naming each mistake with its position
     */
    static OptionsFile read(Path file, CommandSpec command, Set<String> given, Consumer<List<String>> check) {
        OptionsFile options = new OptionsFile(command, check);
        Yaml.parse(SourceText.read(file.toString(), file)).entries().forEach((key, entry) -> {
            try {
                options.add(key, entry, given);
            } catch (ConfigException e) {
                options.problems.addAll(e.problems());
            }
        });
        if (!options.problems.isEmpty()) {
            throw new ConfigException(options.problems);
        }
        return options;
    }

    /** Returns the words of a command line. */
    List<String> words() {
        return words;
    }

    /** Returns the places of what messages name: options, and parameters as in {@code --params split.ratio}. */
    Map<String, Position> places() {
        return places;
    }

    private void add(String key, MappingNode.Entry entry, Set<String> given) {
        String name = DASHES + key;
        OptionSpec option = command.findOption(name);
        if (COMMAND_LINE_ONLY.contains(name)) {
            throw new ConfigException(entry.key(), "\"" + key + "\" is for the command line only");
        }
        if (option == null || !name.equals(option.longestName())) {
            throw new ConfigException(
                    entry.key(),
                    "\"" + command.name() + "\" has no option \"" + key + "\"; "
                            + NearestName.hint(key, keys(), "see \"" + command.name() + " --help\""));
        }
        List<String> values = name.equals(Commands.PARAMETERS) && entry.value() instanceof MappingNode mapping
                ? parameters(mapping)
                : values(name, option, entry.value());
        check(values, entry.value().position());
        if (name.equals(Commands.PARAMETERS) || !given.contains(name)) {
            words.addAll(values);
            places.put(name, entry.key());
        }
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (OptionSpec option : command.options()) {
            if (!COMMAND_LINE_ONLY.contains(option.longestName())) {
                keys.add(option.longestName().substring(DASHES.length()));
            }
        }
        return keys;
    }

    private void check(List<String> values, Position position) {
        try {
            check.accept(values);
        } catch (ParameterException e) {
            throw new ConfigException(position, UsageText.of(e));
        } catch (UsageException e) {
            throw new ConfigException(position, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> values(String name, OptionSpec option, ConfigNode value) {
        if (option.arity().max() == 0) {
            return isTrue(name, value) ? List.of(name) : List.of();
        }
        List<String> words = new ArrayList<>();
        if (value instanceof SequenceNode sequence && option.isMultiValue()) {
            sequence.items().forEach(item -> words.add(name + "=" + text(name, item)));
        } else if (value instanceof MappingNode mapping && isOfPairs(option)) {
            String between = option.typeInfo().isMap() ? "=" : ":";
            mapping.entries()
                    .forEach((key, entry) -> words.add(name + "=" + key + between + text(name, entry.value())));
        } else {
            words.add(name + "=" + text(name, value));
        }
        return words;
    }

    /** Returns whether an option takes names with values. */
    private static boolean isOfPairs(OptionSpec option) {
        return option.typeInfo().isMap() || option.longestName().equals(Commands.LOAD_VERSIONS);
    }

    private static boolean isTrue(String name, ConfigNode value) {
        if (value instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        throw new ConfigException(
                value.position(), "\"" + name.substring(DASHES.length()) + "\" must be true or false");
    }

    private static String text(String name, ConfigNode value) {
        if (value instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
            return scalar.text();
        }
        throw new ConfigException(
                value.position(),
                "\"" + name.substring(DASHES.length()) + "\" is written here as it is on the command line: a value is"
                        + " missing, or is nested too deep");
    }

    private List<String> parameters(MappingNode mapping) {
        List<String> values = new ArrayList<>();
        addParameters(mapping, "", values);
        return values;
    }

    private void addParameters(MappingNode mapping, String prefix, List<String> values) {
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof MappingNode group && !group.entries().isEmpty()) {
                addParameters(group, prefix + key + ".", values);
            } else {
                values.add(Commands.PARAMETERS + "=" + prefix + key + "=" + FlowText.of(entry.value()));
                places.put(Commands.PARAMETERS + " " + prefix + key, entry.key());
            }
        });
    }
}
