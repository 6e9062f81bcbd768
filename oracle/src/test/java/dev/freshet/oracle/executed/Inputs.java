package dev.freshet.oracle.executed;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values for parameters, by their types as reflection tells them: records by their canonical constructors, beans by their
 * setters, as a catalog makes them.
 */
final class Inputs {
    static final int ROUNDS = 3;

    private static final int DEEPEST = 4;
    private static final int[] NUMBERS = {0, 3, 17};
    private static final String[] TEXTS = {"", "abc", "Hello World 42"};
    private static final int[][] LISTS = {{}, {1, 2, 3}, {5, -4, 9, 2}};
    private static final String[][] WORDS = {{"b"}, {"ten", "half", "other", "ten"}, {"pear", "fig", "apple", "abc"}};

    private final int round;

    Inputs(int round) {
        this.round = round;
    }

    @Nullable
    Object make(Type type) throws ReflectiveOperationException {
        return make(type, round, 0);
    }

    private @Nullable Object make(Type type, int n, int depth) throws ReflectiveOperationException {
        if (depth > DEEPEST) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, n, depth);
        }
        if (type instanceof WildcardType wildcard) {
            Type bound =
                    wildcard.getLowerBounds().length > 0 ? wildcard.getLowerBounds()[0] : wildcard.getUpperBounds()[0];
            return make(bound, n, depth);
        }
        if (type instanceof GenericArrayType array) {
            return make(array.getGenericComponentType(), n, depth);
        }
        return type instanceof Class<?> simple ? simple(simple, n, depth) : TEXTS[n % TEXTS.length];
    }

    private @Nullable Object generic(ParameterizedType type, int n, int depth) throws ReflectiveOperationException {
        Class<?> raw = (Class<?>) type.getRawType();
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (Iterable.class.isAssignableFrom(raw)) {
            List<@Nullable Object> all = new ArrayList<>();
            int size = last.equals(String.class) ? WORDS[n % 3].length : LISTS[n % 3].length;
            for (int i = 0; i < size; i++) {
                all.add(last.equals(String.class) ? WORDS[n % 3][i] : make(last, LISTS[n % 3][i], depth + 1));
            }
            return all;
        }
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, @Nullable Object> all = new TreeMap<>();
            for (int i = 1; i <= 2; i++) {
                Object key = make(type.getActualTypeArguments()[0], i, depth + 1);
                if (key instanceof Comparable) {
                    all.put(key, make(last, i, depth + 1));
                }
            }
            return all;
        }
        return simple(raw, n, depth);
    }

    private static @Nullable Object simple(Class<?> type, int n, int depth) throws ReflectiveOperationException {
        int number = n >= 0 && n < NUMBERS.length && depth == 0 ? NUMBERS[n] : n;
        int index = Math.floorMod(n, 3);
        return switch (type.getName()) {
            case "int", "java.lang.Integer", "java.lang.Number", "java.lang.Object", "java.lang.Comparable" -> number;
            case "long", "java.lang.Long" -> number * 3_000_000_019L - 5;
            case "double", "java.lang.Double" -> number * 0.75 - 1;
            case "float", "java.lang.Float" -> number * 0.5f;
            case "short", "java.lang.Short" -> (short) number;
            case "byte", "java.lang.Byte" -> (byte) number;
            case "char", "java.lang.Character" -> (char) ('a' + index);
            case "boolean", "java.lang.Boolean" -> index == 1;
            case "java.lang.String", "java.lang.CharSequence" -> TEXTS[index];
            case "java.math.BigDecimal" -> BigDecimal.valueOf(number, 1);
            case "java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.ArrayList" ->
                new ArrayList<>(Arrays.asList(WORDS[index]));
            default -> object(type, n, depth);
        };
    }

    private static @Nullable Object object(Class<?> type, int n, int depth) throws ReflectiveOperationException {
        Inputs inner = new Inputs(n);
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 2);
            for (int i = 0; i < 2; i++) {
                Array.set(array, i, inner.make(type.getComponentType(), n + i, depth + 1));
            }
            return array;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants.length == 0 ? null : constants[Math.floorMod(n, constants.length)];
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type.getClassLoader() == null) {
            return null;
        }
        return type.isRecord() ? record(type, n, depth) : bean(type, n, depth);
    }

    private static Object record(Class<?> type, int n, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = new Inputs(n).make(components[i].getGenericType(), n + i, depth + 1);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object bean(Class<?> type, int n, int depth) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object bean = constructor.newInstance();
        List<Method> setters = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Method setter : setters) {
            setter.setAccessible(true);
            setter.invoke(bean, new Inputs(n).make(setter.getGenericParameterTypes()[0], n, depth + 1));
        }
        return bean;
    }
}
