package dev.freshet.processor.impure;

import dev.freshet.fingerprint.ImpureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The methods and constructors of the JDK that depend on more than their arguments: the table {@code impure.txt}. A
 * kind in brackets begins a section; a line names a type and the signatures of its members, {@code new(...)} being
 * constructors, {@code (*)} any parameters. The names come first, so that the compiler need not look up what other
 * calls mean.
 */
final class ImpureRules {
    private static final String CONSTRUCTOR = "new";

    static final ImpureRules ALL = read();

    private record Rule(ImpureKind kind, String type, String parameters) {}

    private final Map<String, List<Rule>> byName = new HashMap<>();
    private final Set<String> wholeTypes = new HashSet<>();

    private ImpureRules() {}

    private static ImpureRules read() {
        try (InputStream in = Objects.requireNonNull(ImpureRules.class.getResourceAsStream("impure.txt"))) {
            ImpureRules rules = new ImpureRules();
            ImpureKind kind = ImpureKind.CLOCK;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    kind = ImpureKind.valueOf(line.substring(1, line.indexOf(']')));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    rules.add(kind, line.trim());
                }
            }
            return rules;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(ImpureKind kind, String line) {
        String type = line.substring(0, line.indexOf(' '));
        String simpleName = type.substring(type.lastIndexOf('.') + 1);
        int start = line.indexOf(' ') + 1;
        while (start > 0 && start < line.length()) {
            int open = line.indexOf('(', start);
            int close = line.indexOf(')', open);
            String name = line.substring(start, open);
            if (name.equals("*")) {
                wholeTypes.add(simpleName);
            }
            byName.computeIfAbsent(key(name, simpleName), key -> new ArrayList<>())
                    .add(new Rule(kind, type, line.substring(open + 1, close)));
            start = close + 2;
        }
    }

    /** The names of methods, and what stands for constructors and for all methods of a type. */
    Set<String> names() {
        return byName.keySet();
    }

    private static String key(String name, String simpleTypeName) {
        return switch (name) {
            case CONSTRUCTOR -> CONSTRUCTOR + " " + simpleTypeName;
            case "*" -> "* " + simpleTypeName;
            default -> name;
        };
    }

    /** Whether a method of this name may be in the table. */
    boolean mayCall(String method) {
        return byName.containsKey(method);
    }

    /** Whether the table has all methods of some type of this simple name. */
    boolean mayCallAnyOf(String simpleTypeName) {
        return wholeTypes.contains(simpleTypeName);
    }

    /** Whether a constructor of a type of this simple name may be in the table. */
    boolean mayConstruct(String simpleTypeName) {
        return byName.containsKey(key(CONSTRUCTOR, simpleTypeName));
    }

    /** What a method or constructor depends on; null if it is not in the table. */
    @Nullable
    ImpureKind kind(ExecutableElement member) {
        if (!(member.getEnclosingElement() instanceof TypeElement type)) {
            return null;
        }
        String simpleName = type.getSimpleName().toString();
        String name = member.getSimpleName().toString();
        String key = name.equals("<init>") ? key(CONSTRUCTOR, simpleName) : name;
        ImpureKind kind = find(key, type, member);
        return kind == null ? find(key("*", simpleName), type, member) : kind;
    }

    private @Nullable ImpureKind find(String key, TypeElement type, ExecutableElement member) {
        for (Rule rule : byName.getOrDefault(key, List.of())) {
            if (type.getQualifiedName().contentEquals(rule.type)
                    && (rule.parameters.equals("*") || rule.parameters.equals(parameters(member)))) {
                return rule.kind;
            }
        }
        return null;
    }

    /** {@code String,Object[]}: simple names without type arguments. */
    private static String parameters(ExecutableElement member) {
        return member.getParameters().stream()
                .map(parameter -> simpleName(parameter.asType()))
                .collect(Collectors.joining(","));
    }

    private static String simpleName(TypeMirror type) {
        String name = type.toString().replaceAll("<.*>", "").replaceAll("@\\S+ ", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
