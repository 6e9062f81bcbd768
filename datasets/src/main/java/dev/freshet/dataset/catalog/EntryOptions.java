package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Excerpt;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.rule.Validation;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a catalog entry, read strictly. Mistakes are collected; whoever reads gets a harmless value in place of a
 * wrong one and calls {@link #require} at the end.
 */
public final class EntryOptions {
    static final String SPILL = "spill";
    static final String VALIDATE = "validate";
    private static final String TYPE = "type";
    private static final List<String> VALIDATIONS = List.of("true", "false", "warn");
    static final String CREDENTIALS = "credentials";

    static final String VERSIONED = "versioned";
    static final String KEEP = "keep";
    static final String CACHED = "cached";
    static final String INCREMENTAL = "incremental";
    /** Those of all types that are kept in files. */
    static final List<String> OF_FILES = List.of(VERSIONED, KEEP, CACHED, INCREMENTAL, VALIDATE);

    private final MappingNode entry;
    private final Position position;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** @param position the place of the entry's name */
    EntryOptions(MappingNode entry, Position position) {
        this.entry = entry;
        this.position = position;
    }

    /** Fails if there was any mistake so far. */
    void require() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** All mistakes so far, of which there are some. */
    ConfigException failure() {
        return new ConfigException(problems);
    }

    /** Notes a mistake. */
    void problem(Position place, String message) {
        problems.add(new ConfigProblem(place, message));
    }

    /**
     * The dataset type, after a check that the entry has no option which that type does not know.
     *
     * @throws ConfigException if there is no such type: nothing else can be checked then
     */
    DatasetType type() {
        ScalarNode name = scalar(TYPE, "the name of a dataset type, such as csv");
        if (name == null) {
            throw new ConfigException(problems);
        }
        DatasetType type = DatasetType.require(name);
        List<String> legal = new ArrayList<>(type.options());
        legal.add(TYPE);
        legal.add(CREDENTIALS);
        if (type.options().contains("path")) {
            legal.addAll(OF_FILES);
        }
        for (String key : entry.keys()) {
            if (!legal.contains(key)) {
                problem(
                        entry.keyPosition(key),
                        "unknown option \"" + key + "\" of a " + type.word() + " dataset; "
                                + NearestName.hint(key, legal));
            }
        }
        return type;
    }

    /** The place of an option's value; of the entry, if it has no such option. */
    Position position(String option) {
        return entry.get(option).map(ConfigNode::position).orElse(position);
    }

    /** The place of a key inside an option that is a mapping. */
    Position keyPosition(String option, String key) {
        return entry.get(option).orElse(entry) instanceof MappingNode mapping ? mapping.keyPosition(key) : position;
    }

    /** A text that must be there; empty if it is not. */
    String text(String option, String what) {
        ScalarNode value = scalar(option, what);
        if (value != null && value.text().isBlank()) {
            wrong(value, option, what);
        }
        return value == null ? "" : value.text();
    }

    boolean flag(String option, boolean otherwise) {
        ScalarNode value = optional(option, "true or false");
        if (value == null) {
            return otherwise;
        }
        if (value.kind() != ScalarNode.Kind.BOOLEAN) {
            wrong(value, option, "true or false");
        }
        return value.text().equalsIgnoreCase("true");
    }

    /** How many versions are kept; 0 for all. */
    int keptVersions() {
        ScalarNode value = optional(KEEP, "a number of versions");
        if (value == null) {
            return 0;
        }
        if (!value.text().matches("[1-9][0-9]{0,8}")) {
            wrong(value, KEEP, "a number of versions, at least 1");
            return 0;
        }
        if (!flag(VERSIONED, false)) {
            problem(value.position(), "\"keep\" is for datasets that are versioned; add \"versioned: true\"");
        }
        return Integer.parseInt(value.text());
    }

    char character(String option, char otherwise) {
        ScalarNode value = optional(option, "one character");
        if (value == null) {
            return otherwise;
        }
        if (value.text().length() != 1 || "\r\n".contains(value.text())) {
            wrong(value, option, "one character");
            return otherwise;
        }
        return value.text().charAt(0);
    }

    Charset encoding() {
        ScalarNode value = optional("encoding", "the name of an encoding");
        if (value != null) {
            try {
                return Charset.forName(value.text());
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                wrong(value, "encoding", "the name of an encoding, such as UTF-8 or ISO-8859-1");
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** What is done about values that break the rules of their types. */
    Validation validation() {
        ScalarNode value = optional(VALIDATE, "true, false or warn");
        if (value == null || value.text().equalsIgnoreCase("true")) {
            return Validation.FAIL;
        }
        if (value.text().equalsIgnoreCase("false")) {
            return Validation.OFF;
        }
        if (!value.text().equals("warn")) {
            wrong(value, VALIDATE, "true, false or warn", NearestName.of(value.text(), VALIDATIONS));
        }
        return Validation.WARN;
    }

    /** A text, if it is given. */
    Optional<String> given(String option) {
        return Optional.ofNullable(optional(option, "a text")).map(ScalarNode::text);
    }

    /** The dataset type whose format hands values to other processes, if one is said. */
    Optional<DatasetType> spill() {
        ScalarNode value = optional(SPILL, "the name of a dataset type, such as json");
        if (value == null) {
            return Optional.empty();
        }
        try {
            DatasetType format = DatasetType.require(value);
            if (format.isFile()) {
                return Optional.of(format);
            }
            wrong(value, SPILL, "a dataset type that keeps values in files, such as json");
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        return Optional.empty();
    }

    Map<String, ScalarNode> texts(String option) {
        Optional<ConfigNode> node = entry.get(option);
        Map<String, ScalarNode> texts = new LinkedHashMap<>();
        if (node.isPresent() && node.get() instanceof MappingNode mapping) {
            mapping.entries().forEach((key, value) -> {
                if (value.value() instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
                    texts.put(key, scalar);
                } else {
                    wrong(value.value(), option + "." + key, "a text");
                }
            });
        } else if (node.isPresent()) {
            wrong(node.get(), option, "keys with texts");
        }
        return texts;
    }

    /** The name of the credentials, if some are named. */
    Optional<String> credentials() {
        return entry.get(CREDENTIALS).filter(ScalarNode.class::isInstance).map(name -> ((ScalarNode) name).text());
    }

    /** Checks that the named credentials exist. */
    void checkCredentials(Collection<String> names) {
        ScalarNode name = optional(CREDENTIALS, "the name of credentials");
        if (name != null && !names.contains(name.text())) {
            String hint = NearestName.of(name.text(), names)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("add them to credentials.yml");
            problem(name.position(), "no credentials named \"" + name + "\"; " + hint);
        }
    }

    private @Nullable ScalarNode optional(String option, String what) {
        return entry.get(option).isEmpty() ? null : scalar(option, what);
    }

    private @Nullable ScalarNode scalar(String option, String what) {
        Optional<ConfigNode> node = entry.get(option);
        if (node.isEmpty()) {
            problem(position, "the option \"" + option + "\" is missing: " + what);
            return null;
        }
        if (node.get() instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NULL) {
            return scalar;
        }
        wrong(node.get(), option, what);
        return null;
    }

    private void wrong(ConfigNode node, String option, String what) {
        wrong(node, option, what, Optional.empty());
    }

    private void wrong(ConfigNode node, String option, String what, Optional<String> nearest) {
        String found = "a group of values";
        if (node instanceof ScalarNode scalar) {
            found = scalar.kind() == ScalarNode.Kind.NULL || scalar.text().isEmpty()
                    ? "empty"
                    : Excerpt.quoted(scalar.toString());
        }
        String hint = nearest.map(near -> "; did you mean \"" + near + "\"?").orElse("");
        problem(node.position(), "\"" + option + "\" must be " + what + ", not " + found + hint);
    }
}
