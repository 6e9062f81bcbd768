package dev.freshet.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code ${params:a.b}}, {@code ${env:NAME}} and {@code ${runtime:key}} in values. A default can follow a
 * comma, as in {@code ${env:HOME,/tmp}}, and can be a reference itself. Two dollar signs before the brace stand for a
 * plain dollar sign. A value that consists of one reference becomes the whole value referred to; a reference inside a
 * text becomes text. Values from environment variables are secret.
 */
final class Interpolation {
    /** The limit on values after expansion: references to references, like aliases, can grow without bound. */
    private static final int MOST_VALUES = 1_000_000;

    private static final Set<String> PLACES = Set.of("path", "directory", "place", "state", "endpoint", "region");

    private static final String OPEN = "${";
    private static final List<String> SOURCES = List.of("params", "env", "runtime");

    private final MappingNode parameters;
    private final Map<String, String> environment;
    private final Map<String, String> runtime;
    private final Wording wording;
    private final List<String> open = new ArrayList<>();
    private final Set<Set<String>> circles = new HashSet<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int values;
    /** Whether the value that is resolved says where something is: messages need it, secret or not. */
    private boolean inPlace;

    private final Set<String> variables = new TreeSet<>();

    Interpolation(
            MappingNode parameters, Map<String, String> environment, Map<String, String> runtime, Wording wording) {
        this.parameters = parameters;
        this.environment = environment;
        this.runtime = runtime;
        this.wording = wording;
    }

    /** Returns a layer with all references resolved; references that cannot be resolved become {@link #problems}. */
    MappingNode resolve(MappingNode layer) {
        return mapping(layer);
    }

    /** Returns one problem for each reference that could not be resolved. */
    List<ConfigProblem> problems() {
        return problems.stream().distinct().toList();
    }

    /** Returns the environment variables that references used. */
    Set<String> variables() {
        return variables;
    }

    /** Returns whether a reference used a parameter or a group that contains it. */
    boolean asksFor(String path) {
        return asked.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
    }

    private @Nullable String variable(String name) {
        variables.add(name);
        return environment.get(name);
    }

    private MappingNode mapping(MappingNode mapping) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            boolean outside = inPlace;
            inPlace |= PLACES.contains(key);
            entries.put(key, new MappingNode.Entry(entry.key(), node(entry.value())));
            inPlace = outside;
        });
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
        String text = scalar.text();
        if (!text.contains(OPEN)) {
            return scalar;
        }
        if (text.startsWith(OPEN) && end(text, 0) == text.length()) {
            ConfigNode value = value(text.substring(OPEN.length(), text.length() - 1), scalar.position());
            return value == null ? scalar : scalar.secret() ? Secrets.hide(value) : value;
        }
        return text(scalar);
    }

    /**
     * Returns the index after the brace that closes a reference, which can contain other references; -1 if no brace
     * closes it.
     */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            if (text.startsWith(OPEN, i)) {
                depth++;
                i++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private ScalarNode text(ScalarNode scalar) {
        String whole = scalar.text();
        StringBuilder text = new StringBuilder();
        boolean secret = scalar.secret();
        int from = 0;
        for (int open = whole.indexOf(OPEN); open >= 0; open = whole.indexOf(OPEN, from)) {
            boolean isEscaped = open > from && whole.charAt(open - 1) == '$';
            int end = isEscaped ? open + OPEN.length() : end(whole, open);
            text.append(whole, from, isEscaped ? open - 1 : open);
            if (end < 0) {
                problem(
                        scalar.position(),
                        "a reference begins with \"${\" but has no \"}\"; write $${ for a plain one");
                from = open;
                break;
            }
            from = end;
            if (isEscaped) {
                text.append(OPEN);
            } else {
                ConfigNode value = value(whole.substring(open + OPEN.length(), end - 1), scalar.position());
                text.append(textOf(value, scalar.position()));
                secret |= value instanceof ScalarNode part && part.secret();
            }
        }
        text.append(whole, from, whole.length());
        return new ScalarNode(text.toString(), ScalarNode.Kind.STRING, scalar.position(), secret);
    }

    private String textOf(@Nullable ConfigNode value, Position position) {
        if (value instanceof ScalarNode scalar) {
            return scalar.text();
        }
        if (value != null) {
            problem(position, "a group of values cannot be part of a text");
        }
        return "";
    }

    private void problem(Position position, String message) {
        problems.add(new ConfigProblem(position, message));
    }

    /** Returns the value that a reference refers to; if it cannot be resolved, adds a problem and returns null. */
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

    private @Nullable ConfigNode plain(
            @Nullable String text, String reference, int comma, Position position, Supplier<String> missing) {
        if (text != null) {
            ScalarNode value = Scalars.plain(text, position);
            if (!reference.startsWith("env:")) {
                return value;
            }
            if (!inPlace) {
                KnownSecrets.add(text);
            }
            return value.asSecret();
        }
        if (comma >= 0) {
            return node(Scalars.plain(reference.substring(comma + 1).strip(), position));
        }
        problem(position, missing.get());
        return null;
    }

    private @Nullable ConfigNode parameter(String path, ConfigNode value, Position position) {
        int earlier = open.indexOf(path);
        if (earlier >= 0) {
            List<String> circle = open.subList(earlier, open.size());
            if (circles.add(Set.copyOf(circle))) {
                problem(position, "these references form a cycle: " + String.join(" -> ", circle) + " -> " + path);
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
        return "no value was given for \"" + name + "\"; " + near + "Run with " + wording.parameter(name, "value")
                + ", or give a default as in ${runtime:" + name + ",value}";
    }

    private String noParameter(String name) {
        return "there is no parameter \"" + name + "\"" + NearestName.suffix(name, Paths.all(parameters));
    }
}
