package dev.freshet.runtime.dataset;

import dev.freshet.runtime.plan.GenericTypes;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Generic types by short names. */
final class Types {
    static final Type TEXTS = list(String.class);
    static final Type MAPS = list(GenericTypes.parameterized(Map.class, String.class, String.class));
    static final Type LISTS = list(TEXTS);

    private Types() {}

    static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    static Type collection(Type element) {
        return GenericTypes.parameterized(Collection.class, element);
    }

    static Type iterable(Type element) {
        return GenericTypes.parameterized(Iterable.class, element);
    }
}
