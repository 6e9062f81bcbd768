package dev.freshet.oracle.executed;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as text, down to their parts: equal texts mean that a catalog would store the same. Numbers of anonymous classes and
 * lambdas, and messages that the JVM makes of names in class files, are left out.
 */
final class CanonicalText {
    private static final int DEEPEST = 8;
    private static final Pattern SYNTHETIC =
            Pattern.compile("\\$\\$Lambda[/$\\w]*(@[0-9a-f]+)?|\\$\\d+|@[0-9a-f]{5,8}\\b");
    private static final Set<String> TELLING = Set.of(
            "java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException",
            "java.util.NoSuchElementException",
            "java.lang.NumberFormatException",
            "java.lang.ArithmeticException");

    private CanonicalText() {}

    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text, 0);
        return SYNTHETIC.matcher(text).replaceAll("");
    }

    static String thrown(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String inner = cause == null || cause == thrown ? "" : " by " + thrown(cause);
        String type = thrown.getClass().getName();
        boolean isTold = TELLING.contains(type) || thrown.getClass().getClassLoader() != null;
        return SYNTHETIC
                        .matcher("throws " + type + (isTold ? ": " + thrown.getMessage() : ""))
                        .replaceAll("")
                + inner;
    }

    private static void append(@Nullable Object value, StringBuilder to, int depth) {
        if (value == null || depth > DEEPEST) {
            to.append(value == null ? "null" : "...");
        } else if (value.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            to.append(value.getClass().getComponentType().getSimpleName());
            append(elements, to, depth);
        } else if (value instanceof Map<?, ?> map) {
            boolean isOrdered = map instanceof SortedMap || map instanceof LinkedHashMap || map instanceof EnumMap;
            all(map.entrySet(), isOrdered, to, depth);
        } else if (value instanceof Map.Entry<?, ?> entry) {
            append(entry.getKey(), to, depth + 1);
            to.append('=');
            append(entry.getValue(), to, depth + 1);
        } else if (value instanceof Collection<?> all) {
            boolean isOrdered = !(all instanceof Set) || all instanceof SortedSet || all instanceof LinkedHashSet;
            all(all, isOrdered, to, depth);
        } else if (value instanceof Optional<?> optional) {
            to.append("optional ");
            append(optional.orElse(null), to, depth + 1);
        } else if (value instanceof Enum<?> constant) {
            to.append(constant.name());
        } else if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
            to.append(value.getClass().getSimpleName()).append(' ').append(value);
        } else if (value instanceof CharSequence text) {
            to.append('"').append(text).append('"');
        } else {
            object(value, to, depth);
        }
    }

    private static void all(Collection<?> all, boolean isOrdered, StringBuilder to, int depth) {
        List<String> texts = new ArrayList<>();
        for (Object each : all) {
            StringBuilder text = new StringBuilder();
            append(each, text, depth + 1);
            texts.add(text.toString());
        }
        if (!isOrdered) {
            texts.sort(Comparator.naturalOrder());
        }
        to.append(texts);
    }

    private static void object(Object value, StringBuilder to, int depth) {
        Class<?> type = value.getClass();
        if (type.getClassLoader() == null) {
            to.append(value);
            return;
        }
        to.append(type.isAnonymousClass() || type.isHidden() ? "anonymous" : type.getName());
        to.append('(');
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                property(component.getName(), component.getAccessor(), value, to, depth);
            }
        } else {
            Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().matches("(get|is)[A-Z].*") && method.getParameterCount() == 0)
                    .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> property(method.getName(), method, value, to, depth));
        }
        to.append(')');
    }

    private static void property(String name, Method getter, Object of, StringBuilder to, int depth) {
        to.append(name).append('=');
        try {
            getter.setAccessible(true);
            append(getter.invoke(of), to, depth + 1);
        } catch (InvocationTargetException e) {
            to.append(thrown(e.getCause()));
        } catch (ReflectiveOperationException e) {
            to.append(e.getClass());
        }
        to.append(' ');
    }
}
