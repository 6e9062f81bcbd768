package dev.freshet.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${params:a.b}}, {@code ${env:NAME}} and {@code ${runtime:key}} in values. A default may follow a comma,
 * as in {@code ${env:HOME,/tmp}}; two dollar signs before the brace stand for a plain one. A value that is one reference
 * and nothing else takes the whole referred value; inside a text, its text. What comes from the environment is secret.
 */
final class Interpolation {
    /** Values that all references may expand to; references to references, like aliases, can grow without bound. */
    private static final int MOST_VALUES = 1_000_000;

    private static final Pattern ESCAPE_OR_REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}|\\$\\{");
    private static final Pattern WHOLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final List<String> SOURCES = List.of("params", "env", "runtime");

    private final MappingNode parameters;
    private final Map<String, String> environment;
    private final Map<String, String> runtime;
    private final List<String> open = new ArrayList<>();
    private final Set<Set<String>> circles = new HashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int values;
    private boolean usesVariables;

    Interpolation(MappingNode parameters, Map<String, String> environment, Map<String, String> runtime) {
        this.parameters = parameters;
        this.environment = environment;
        this.runtime = runtime;
    }

    /** A layer with all references replaced; those that lead nowhere become {@link #problems}. */
    MappingNode resolve(MappingNode layer) {
        return mapping(layer);
    }

    /** Every reference that led nowhere, once. */
    List<ConfigProblem> problems() {
        return problems.stream().distinct().toList();
    }

    /** Whether an environment variable was asked for. */
    boolean usesVariables() {
        return usesVariables;
    }

    /** Whether a reference asked for a parameter, or for a group that has it. */
    boolean asksFor(String path) {
        return asked.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
    }

    private @Nullable String variable(String name) {
        usesVariables = true;
        return environment.get(name);
    }

    private MappingNode mapping(MappingNode mapping) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(key, new MappingNode.Entry(entry.key(), node(entry.value()))));
        return new MappingNode(entries, mapping.position());
    }

    private ConfigNode node(ConfigNode node) {
        if (++values > MOST_VALUES) {
            throw new ConfigException(node.position(), "the references expand to more than a million values");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(sequence.items().stream().map(this::node).toList(), sequence.position());
        }
        return scalar((ScalarNode) node);
    }

    private ConfigNode scalar(ScalarNode scalar) {
        if (!scalar.text().contains("${")) {
            return scalar;
        }
        Matcher whole = WHOLE.matcher(scalar.text());
        if (whole.matches()) {
            ConfigNode value = value(whole.group(1), scalar.position());
            return value == null ? scalar : scalar.secret() ? Secrets.hide(value) : value;
        }
        return text(scalar);
    }

    private ScalarNode text(ScalarNode scalar) {
        Matcher matcher = ESCAPE_OR_REFERENCE.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        boolean secret = scalar.secret();
        while (matcher.find()) {
            String replacement = "${";
            if (matcher.group(1) != null) {
                ConfigNode value = value(matcher.group(1), scalar.position());
                replacement = textOf(value, scalar.position());
                secret |= value instanceof ScalarNode part && part.secret();
            } else if (matcher.group().equals("${")) {
                problem(
                        scalar.position(),
                        "a reference begins with \"${\" but has no \"}\"; write $${ for a plain one");
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        matcher.appendTail(text);
        return new ScalarNode(text.toString(), ScalarNode.Kind.STRING, scalar.position(), secret);
    }

    private String textOf(@Nullable ConfigNode value, Position position) {
        if (value instanceof ScalarNode scalar) {
            return scalar.text();
        }
        if (value != null) {
            problem(position, "a group of values cannot stand inside a text");
        }
        return "";
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }

    /** The value that a reference stands for; null, with a problem noted, if it leads nowhere. */
    private @Nullable ConfigNode value(String reference, Position position) {
        int colon = reference.indexOf(':');
        String source = colon < 0 ? reference : reference.substring(0, colon);
        if (colon < 0 || !SOURCES.contains(source)) {
            String hint = NearestName.of(source, SOURCES)
                    .map(near -> "did you mean \"" + near + ":\"?")
                    .orElse("write ${params:path}, ${env:NAME} or ${runtime:key}");
            problem(position, "unknown reference ${" + reference + "}; " + hint);
            return null;
        }
        int comma = reference.indexOf(',', colon);
        String name = reference
                .substring(colon + 1, comma < 0 ? reference.length() : comma)
                .strip();
        if (!source.equals("env")) {
            asked.add(name);
        }
        return switch (source) {
            case "env" -> plain(variable(name), reference, comma, position, () -> noVariable(name));
            case "runtime" -> plain(runtime.get(name), reference, comma, position, () -> noRuntimeValue(name));
            default -> {
                Optional<ConfigNode> found = Paths.find(parameters, name);
                yield found.isPresent()
                        ? parameter(name, found.get(), position)
                        : plain(null, reference, comma, position, () -> noParameter(name));
            }
        };
    }

    private @Nullable ScalarNode plain(
            @Nullable String text, String reference, int comma, Position position, Supplier<String> missing) {
        if (text != null) {
            ScalarNode value = Scalars.plain(text, position);
            return reference.startsWith("env:") ? value.asSecret() : value;
        }
        if (comma >= 0) {
            return Scalars.plain(reference.substring(comma + 1).strip(), position);
        }
        problem(position, missing.get());
        return null;
    }

    private @Nullable ConfigNode parameter(String path, ConfigNode value, Position position) {
        int earlier = open.indexOf(path);
        if (earlier >= 0) {
            List<String> circle = open.subList(earlier, open.size());
            if (circles.add(Set.copyOf(circle))) {
                problem(position, "references in a circle: " + String.join(" -> ", circle) + " -> " + path);
            }
            return null;
        }
        open.add(path);
        ConfigNode resolved = node(value);
        open.remove(open.size() - 1);
        return resolved;
    }

    private String noVariable(String name) {
        String near = NearestName.of(name, environment.keySet())
                .map(found -> "did you mean " + found + "? Set")
                .orElse("set");
        return "the environment variable " + name + " is not set; " + near + " it, or give a default as in ${env:"
                + name + ",value}";
    }

    private String noRuntimeValue(String name) {
        String near = NearestName.of(name, runtime.keySet())
                .map(found -> "did you mean \"" + found + "\"? ")
                .orElse("");
        return "no value was given for \"" + name + "\"; " + near + "Run with --params " + name
                + "=value, or give a default as in ${runtime:" + name + ",value}";
    }

    private String noParameter(String name) {
        return "there is no parameter \"" + name + "\""
                + NearestName.of(name, Paths.all(parameters))
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
    }
}
