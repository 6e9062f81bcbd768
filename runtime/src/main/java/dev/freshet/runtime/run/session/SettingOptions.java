package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.catalog.StoragePlaces.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A setting of {@code run.yml} that is either one text, or a group of options in which that text is required.
 * Immutable.
 *
 * @param position the position of the whole setting
 * @param positions the positions of the values that are given, by option
 */
record SettingOptions(OptionValues values, Position position, Map<String, Position> positions) {
    /**
     * Reads a setting.
     *
     * @param name the name of the setting
     * @param options the legal options; the first one is required
     * @throws ConfigException naming every mistake
     */
    static SettingOptions read(String name, ConfigNode setting, List<Option> options) {
        Map<String, ConfigNode> given = new HashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        if (setting instanceof MappingNode mapping) {
            List<String> legal = options.stream().map(Option::name).toList();
            mapping.entries().forEach((key, entry) -> {
                if (legal.contains(key)) {
                    given.put(key, entry.value());
                } else {
                    problems.add(new ConfigProblem(
                            entry.key(),
                            "unknown option \"" + key + "\" of \"" + name + "\"; " + NearestName.hint(key, legal)));
                }
            });
        } else {
            given.put(options.get(0).name(), setting);
        }
        Map<String, Object> values = new HashMap<>();
        Map<String, Position> positions = new HashMap<>();
        for (Option option : options) {
            ConfigNode value = given.get(option.name());
            if (value != null) {
                positions.put(option.name(), value.position());
                parse(option, value, problems).ifPresent(parsed -> values.put(option.name(), parsed));
            } else if (option.isRequired() && problems.isEmpty()) {
                problems.add(new ConfigProblem(
                        setting.position(), "\"" + name + "\" needs the option \"" + option.name() + "\""));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new SettingOptions(OptionValues.of(options, values, ""), setting.position(), Map.copyOf(positions));
    }

    private static Optional<Object> parse(Option option, ConfigNode node, List<ConfigProblem> problems) {
        Optional<Object> parsed =
                node instanceof ScalarNode scalar && !scalar.text().isBlank()
                        ? option.kind().parse(scalar.text())
                        : Optional.empty();
        if (parsed.isEmpty()) {
            problems.add(new ConfigProblem(
                    node.position(),
                    "\"" + option.name() + "\" must be " + option.kind().legal() + ", not " + shown(node)
                            + nearest(option, node)));
        }
        return parsed;
    }

    private static String nearest(Option option, ConfigNode node) {
        return node instanceof ScalarNode scalar && !scalar.secret()
                ? NearestName.suffix(scalar.text(), option.kind().words())
                : "";
    }

    private static String shown(ConfigNode node) {
        if (!(node instanceof ScalarNode scalar)) {
            return "a group of values";
        }
        return scalar.text().isBlank() ? "empty" : Excerpt.quoted(scalar.toString());
    }

    /** Returns the text of an option, with its position. */
    Optional<Written> text(Option option) {
        return values.findText(option.name())
                .map(text -> new Written(text, positions.getOrDefault(option.name(), position)));
    }
}
