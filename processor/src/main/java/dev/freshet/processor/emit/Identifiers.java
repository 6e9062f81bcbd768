package dev.freshet.processor.emit;

import dev.freshet.wiring.DatasetName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Java identifiers for the names of datasets and nodes. Each is unique in its kind and the same in every compilation.
 */
final class Identifiers {
    /** The names that a record's accessors must not have, because every object has a method with that name. */
    private static final Set<String> TAKEN =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /** Creates identifiers for all names. Variables do not get the reserved words. */
    Identifiers(Collection<String> names, List<String> reserved) {
        Set<String> usedVariables = new HashSet<>(reserved);
        for (String name : new LinkedHashSet<>(names)) {
            constants.put(name, unique(constantOf(name), used));
            variables.put(name, unique(variableOf(name), usedVariables));
        }
    }

    /** Returns a constant, such as {@code FLIGHTS_RAW} for {@code flights_raw}. */
    String constant(String name) {
        return constants.getOrDefault(name, name);
    }

    /**
     * Returns a variable, such as {@code flightsRaw} for {@code flights_raw} and {@code splitRatio} for
     * {@code params:split.ratio}.
     */
    String variable(String name) {
        return variables.getOrDefault(name, name);
    }

    /** Returns a class name, such as {@code Eu} for {@code eu}, that is not in {@code taken}, and adds it there. */
    static String className(String name, Set<String> taken) {
        String variable = variableOf(name);
        int first = variable.codePointAt(0);
        return unique(
                new StringBuilder()
                        .appendCodePoint(Character.toUpperCase(first))
                        .append(variable, Character.charCount(first), variable.length())
                        .toString(),
                taken);
    }

    private static String unique(String wanted, Set<String> used) {
        String candidate = wanted;
        for (int i = 2; !used.add(candidate); i++) {
            candidate = wanted + "_" + i;
        }
        return candidate;
    }

    private static String constantOf(String name) {
        String words = name.replaceAll("(\\p{Ll}|\\p{Nd})(\\p{Lu})", "$1_$2")
                .replaceAll("[^\\p{L}\\p{Nd}]+", "_")
                .toUpperCase(Locale.ROOT);
        return legal(words);
    }

    private static String variableOf(String name) {
        String path = new DatasetName(name).parameterPath();
        StringBuilder camel = new StringBuilder();
        for (String word : (path.isEmpty() ? name : path).split("[^\\p{L}\\p{Nd}]+")) {
            if (word.isEmpty()) {
                continue;
            }
            int first = word.codePointAt(0);
            boolean isFirst = camel.isEmpty();
            camel.appendCodePoint(isFirst ? Character.toLowerCase(first) : Character.toUpperCase(first))
                    .append(word, Character.charCount(first), word.length());
        }
        String result = legal(camel.toString());
        return TAKEN.contains(result) ? result + "_" : result;
    }

    private static String legal(String word) {
        boolean isStart = !word.isEmpty() && Character.isJavaIdentifierStart(word.codePointAt(0));
        String started = isStart ? word : "_" + word;
        return SourceVersion.isKeyword(started) ? started + "_" : started;
    }
}
