package dev.freshet.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${params:a.b}}, {@code ${env:NAME}} and {@code ${runtime:key}} in values. A default may follow a comma,
 * as in {@code ${env:HOME,/tmp}}; two dollar signs before the brace stand for a plain one. A value that is one reference and nothing else takes
 * the whole referred value.
 */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{([^}]*)}");
    private static final List<String> SOURCES = List.of("params", "env", "runtime");

    private final MappingNode parameters;
    private final Map<String, String> environment;
    private final Map<String, String> runtime;
    private final Set<String> open = new LinkedHashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    Interpolation(MappingNode parameters, Map<String, String> environment, Map<String, String> runtime) {
        this.parameters = parameters;
        this.environment = environment;
        this.runtime = runtime;
    }

    /**
     * A layer with all references replaced.
     *
     * @throws ConfigException naming every reference that leads nowhere
     */
    MappingNode resolve(MappingNode layer) {
        problems.clear();
        MappingNode resolved = mapping(layer);
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
        return resolved;
    }

    private MappingNode mapping(MappingNode mapping) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(key, new MappingNode.Entry(entry.key(), node(entry.value()))));
        return new MappingNode(entries, mapping.position());
    }

    private ConfigNode node(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(sequence.items().stream().map(this::node).toList(), sequence.position());
        }
        return scalar((ScalarNode) node);
    }

    private ConfigNode scalar(ScalarNode scalar) {
        Matcher matcher = REFERENCE.matcher(scalar.text());
        if (matcher.matches() && matcher.group(1).isEmpty()) {
            ConfigNode value = value(matcher.group(2), scalar.position());
            return value == null ? scalar : value;
        }
        matcher.reset();
        StringBuilder text = new StringBuilder();
        boolean changed = false;
        while (matcher.find()) {
            changed = true;
            String replacement = matcher.group(1).isEmpty()
                    ? text(value(matcher.group(2), scalar.position()), scalar.position())
                    : "${" + matcher.group(2) + "}";
            matcher.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        return changed
                ? new ScalarNode(
                        matcher.appendTail(text).toString(), ScalarNode.Kind.STRING, scalar.position(), scalar.secret())
                : scalar;
    }

    private String text(@Nullable ConfigNode value, Position position) {
        if (value instanceof ScalarNode scalar) {
            return scalar.text();
        }
        if (value != null) {
            problems.add(new ConfigProblem(position, "a group of values cannot stand inside a text"));
        }
        return "";
    }

    /** The value that a reference stands for; null, with a problem noted, if it leads nowhere. */
    private @Nullable ConfigNode value(String reference, Position position) {
        int colon = reference.indexOf(':');
        int comma = reference.indexOf(',');
        String source = colon < 0 ? reference : reference.substring(0, colon);
        if (colon < 0 || !SOURCES.contains(source)) {
            String hint = NearestName.of(source, SOURCES)
                    .map(near -> "; did you mean \"" + near + ":\"?")
                    .orElse("; write ${params:path}, ${env:NAME} or ${runtime:key}");
            problems.add(new ConfigProblem(position, "unknown reference ${" + reference + "}" + hint));
            return null;
        }
        String name = reference
                .substring(colon + 1, comma < 0 ? reference.length() : comma)
                .strip();
        Optional<ConfigNode> found = find(source, name, position);
        if (found.isPresent()) {
            return found.get();
        }
        if (comma >= 0) {
            return Scalars.plain(reference.substring(comma + 1).strip(), position);
        }
        if (problems.stream().noneMatch(problem -> problem.position().equals(position))) {
            problems.add(new ConfigProblem(position, missing(source, name)));
        }
        return null;
    }

    private Optional<ConfigNode> find(String source, String name, Position position) {
        return switch (source) {
            case "env" -> Optional.ofNullable(environment.get(name)).map(text -> Scalars.plain(text, position));
            case "runtime" -> Optional.ofNullable(runtime.get(name)).map(text -> Scalars.plain(text, position));
            default -> parameter(name, position);
        };
    }

    private Optional<ConfigNode> parameter(String path, Position position) {
        Optional<ConfigNode> found = Paths.find(parameters, path);
        if (found.isEmpty()) {
            return found;
        }
        if (!open.add(path)) {
            problems.add(new ConfigProblem(
                    position, "references in a circle: " + String.join(" -> ", open) + " -> " + path));
            return Optional.empty();
        }
        ConfigNode resolved = node(found.get());
        open.remove(path);
        return Optional.of(resolved);
    }

    private String missing(String source, String name) {
        return switch (source) {
            case "env" ->
                "the environment variable " + name + " is not set; set it, or give a default as in ${env:" + name
                        + ",value}";
            case "runtime" ->
                "no value was given for \"" + name + "\"; run with --params " + name
                        + "=value, or give a default as in ${runtime:" + name + ",value}";
            default ->
                "there is no parameter \"" + name + "\""
                        + NearestName.of(name, Paths.all(parameters))
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("");
        };
    }
}
