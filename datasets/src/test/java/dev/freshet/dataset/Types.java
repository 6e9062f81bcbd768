package dev.freshet.dataset;

import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Generic types by short names. */
public final class Types {
    public static final Type TEXTS = list(String.class);
    public static final Type MAPS = list(GenericTypes.parameterized(Map.class, String.class, String.class));
    public static final Type LISTS = list(TEXTS);

    private Types() {}

    public static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    public static Type collection(Type element) {
        return GenericTypes.parameterized(Collection.class, element);
    }

    public static Type iterable(Type element) {
        return GenericTypes.parameterized(Iterable.class, element);
    }
}
