package dev.freshet.dataset.cell;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ValueShape.Choice;
import dev.freshet.dataset.cell.ValueShape.Fields;
import dev.freshet.dataset.cell.ValueShape.Many;
import dev.freshet.dataset.cell.ValueShape.Maybe;
import dev.freshet.dataset.cell.ValueShape.Single;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides which Java types survive being written as text and read again. Records do so by the contract of
 * {@link Record}: a copy made of a record's components equals the record. Maps and sets do not count, because they can
 * be written in a different order. Neither do other classes, because it is unknown which part of them Jackson writes.
 */
public final class LosslessTypes {
    private LosslessTypes() {}

    /** Returns whether every value of a type equals its copy that was written as JSON and read again. */
    public static boolean inJson(Type type) {
        try {
            return isLossless(ValueShapes.of(type), new HashSet<>());
        } catch (MalformedContent cannotBeStored) {
            return false;
        }
    }

    private static boolean isLossless(ValueShape shape, Set<ValueShape> open) {
        if (shape instanceof Maybe maybe) {
            return isLossless(maybe.item(), open);
        }
        if (shape instanceof Many many) {
            return (many.type() == List.class || many.type().isArray()) && isLossless(many.item(), open);
        }
        if (shape instanceof Choice choice) {
            return choice.options().values().stream().allMatch(option -> isLossless(option, open));
        }
        if (shape instanceof Fields fields) {
            return !open.add(fields) || components(fields).allMatch(i -> isLossless(fields.component(i), open));
        }
        return shape instanceof Single;
    }

    private static IntStream components(Fields fields) {
        return IntStream.range(0, fields.shape().names().size());
    }

    /**
     * Returns whether every value of a type equals its copy that was written as a row of a table and read again. No
     * annotation matters to that, so none is read.
     */
    public static boolean inTable(Type row) {
        if (!JavaTypes.raw(row).isRecord()) {
            return false;
        }
        RecordShape shape = new RecordShape(row);
        return IntStream.range(0, shape.names().size()).allMatch(i -> isCell(shape.type(i)));
    }

    private static boolean isCell(Type type) {
        return Cells.of(Containers.optionalOf(type).orElse(type)).isPresent();
    }
}
