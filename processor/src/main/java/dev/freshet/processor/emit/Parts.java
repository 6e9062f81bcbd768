package dev.freshet.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import javax.lang.model.element.Modifier;

/**
 * How much goes into one class or method. A class file holds at most 65,535 constants and 64 KB of code a method, and the
 * JIT compiler leaves methods of more than 8,000 bytes to the interpreter.
 */
final class Parts {
    /** Constants of one class: each takes five entries of the constant pool and nine bytes of the initialiser. */
    static final int CONSTANTS = 2_000;
    /** Nodes whose calls are one method. */
    static final int NODES_A_METHOD = 64;
    /** Nodes whose calls are one class. */
    static final int NODES_A_CLASS = 1_024;
    /** Entries of the constant pool that the calls in one class may take, short of 65,535. */
    static final int POOL = 40_000;
    /** Datasets whose types are one method, in a class of its own. */
    static final int TYPES = 1_000;
    /** Bytes of code above which a method is split, short of the 8,000 that the JIT compiler accepts. */
    static final int CODE = 7_000;
    /** Bytes of UTF-8 of one string constant, short of 65,535. */
    static final int TEXT = 30_000;

    private Parts() {}

    /** The list cut into pieces of at most {@code size}. */
    static <T> List<List<T>> cut(List<T> list, int size) {
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            pieces.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return pieces;
    }

    /** The list cut into pieces of at most {@code size}, and of at most {@code weight} in all unless one alone is heavier. */
    static <T> List<List<T>> cut(List<T> list, int size, ToIntFunction<T> weigh, int weight) {
        List<List<T>> pieces = new ArrayList<>();
        int from = 0;
        int sum = 0;
        for (int i = 0; i < list.size(); i++) {
            int next = weigh.applyAsInt(list.get(i));
            if (i > from && (i - from == size || sum + next > weight)) {
                pieces.add(list.subList(from, i));
                from = i;
                sum = 0;
            }
            sum += next;
        }
        pieces.add(list.subList(from, list.size()));
        return pieces;
    }

    /**
     * A class that holds members for a list of things: one class, or, for more than {@link #CONSTANTS}, a chain of
     * superclasses that each hold a part, so that all are members of the last.
     */
    static <T> List<TypeSpec> chain(
            ClassName outer, TypeSpec.Builder last, String name, List<T> things, BiConsumer<TypeSpec.Builder, T> add) {
        List<List<T>> pieces = cut(things, CONSTANTS);
        List<TypeSpec> types = new ArrayList<>();
        for (int i = 0; i < pieces.size() - 1; i++) {
            TypeSpec.Builder part = TypeSpec.classBuilder(name + i)
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .addJavadoc("A part of {@link $L}.\n", name);
            addPiece(outer, part, name, i, pieces.get(i), add);
            types.add(part.addMethod(constructor()).build());
        }
        addPiece(
                outer,
                last,
                name,
                pieces.size() - 1,
                pieces.isEmpty() ? List.of() : pieces.get(pieces.size() - 1),
                add);
        types.add(last.build());
        return types;
    }

    private static <T> void addPiece(
            ClassName outer,
            TypeSpec.Builder type,
            String name,
            int index,
            List<T> piece,
            BiConsumer<TypeSpec.Builder, T> add) {
        if (index > 0) {
            type.superclass(outer.nestedClass(name + (index - 1)));
        }
        piece.forEach(thing -> add.accept(type, thing));
    }

    static MethodSpec constructor() {
        return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
    }
}
