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
 * The limits on the size of generated classes and methods. A class file holds at most 65,535 constants and 64 KB of
 * code for each method, and the JIT compiler does not compile methods with more than 8,000 bytes.
 */
final class Parts {
    /** The constants of one class. Each takes five entries of the constant pool and nine bytes of the initialiser. */
    static final int CONSTANTS = 2_000;
    /** The nodes whose calls one method holds. */
    static final int NODES_A_METHOD = 64;
    /** The nodes whose calls one class holds. */
    static final int NODES_A_CLASS = 1_024;
    /** The entries of the constant pool for the calls in one class, below the limit of 65,535. */
    static final int POOL = 40_000;
    /** The datasets whose types one method holds, in its own class. */
    static final int TYPES = 1_000;
    /** The bytes of code above which a method is split, below the JIT compiler's limit of 8,000. */
    static final int CODE = 7_000;
    /** The bytes of UTF-8 of one string constant, below the limit of 65,535. */
    static final int TEXT = 30_000;

    private Parts() {}

    /** Cuts a list into pieces of at most {@code size} elements. */
    static <T> List<List<T>> cut(List<T> list, int size) {
        List<List<T>> pieces = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            pieces.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return pieces;
    }

    /**
     * Cuts a list into pieces of at most {@code size} elements and of at most {@code weight} in total, unless one
     * element alone is heavier.
     */
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
     * Returns a class with members for a list of things. For more than {@link #CONSTANTS}, it is a chain of
     * superclasses that each hold a part of the members; the last class inherits all of them.
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
