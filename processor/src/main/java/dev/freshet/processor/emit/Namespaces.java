package dev.freshet.processor.emit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Groups things by the namespaces of their names.
 *
 * @param things the things without a further namespace, with the rest of their names
 * @param nested the namespaces inside this one
 */
record Namespaces<T>(Map<T, String> things, Map<String, Namespaces<T>> nested) {
    private Namespaces() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** @param namespaces the existing namespaces, such as {@code shop.eu} */
    static <T> Namespaces<T> of(Collection<String> namespaces, List<T> things, Function<T, String> naming) {
        Namespaces<T> root = new Namespaces<>();
        for (T thing : things) {
            String name = naming.apply(thing);
            String namespace = innermost(namespaces, name);
            Namespaces<T> home = root;
            for (int start = 0; start < namespace.length(); ) {
                int end = namespace.indexOf('.', start) < 0 ? namespace.length() : namespace.indexOf('.', start);
                home = home.nested.computeIfAbsent(namespace.substring(start, end), word -> new Namespaces<>());
                start = end + 1;
            }
            home.things.put(thing, namespace.isEmpty() ? name : name.substring(namespace.length() + 1));
        }
        return root;
    }

    private static String innermost(Collection<String> namespaces, String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            if (namespaces.contains(name.substring(0, dot))) {
                return name.substring(0, dot);
            }
        }
        return "";
    }
}
