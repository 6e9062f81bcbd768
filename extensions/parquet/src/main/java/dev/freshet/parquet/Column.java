package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** The converter of a single value. */
final class Column extends PrimitiveConverter {
    private final String path;
    private final PrimitiveTypeName physical;
    private final Function<Object, Object> conversion;
    private final Consumer<@Nullable Object> target;
    private @Nullable Object[] words = {};
    private @Nullable Dictionary dictionary;

    Column(
            String path,
            PrimitiveTypeName physical,
            Function<Object, Object> conversion,
            Consumer<@Nullable Object> target) {
        this.path = path;
        this.physical = physical;
        this.conversion = conversion;
        this.target = target;
    }

    private Object converted(Object value) {
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedContent("", "column \"" + path + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean hasDictionarySupport() {
        return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
        this.dictionary = dictionary;
        words = new @Nullable Object[dictionary.getMaxId() + 1];
    }

    /** Each word is converted once. Arrays are not shared, because nodes can change them. */
    @Override
    public void addValueFromDictionary(int id) {
        Object word = words[id];
        if (word == null) {
            word = converted(word(Objects.requireNonNull(dictionary), id));
            words[id] = word instanceof byte[] ? null : word;
        }
        target.accept(word);
    }

    private Object word(Dictionary from, int id) {
        return switch (physical) {
            case INT32 -> from.decodeToInt(id);
            case INT64 -> from.decodeToLong(id);
            case FLOAT -> from.decodeToFloat(id);
            case DOUBLE -> from.decodeToDouble(id);
            case BOOLEAN -> from.decodeToBoolean(id);
            case INT96, BINARY, FIXED_LEN_BYTE_ARRAY -> from.decodeToBinary(id);
        };
    }

    @Override
    public void addBinary(Binary value) {
        target.accept(converted(value));
    }

    @Override
    public void addBoolean(boolean value) {
        target.accept(converted(value));
    }

    @Override
    public void addDouble(double value) {
        target.accept(converted(value));
    }

    @Override
    public void addFloat(float value) {
        target.accept(converted(value));
    }

    @Override
    public void addInt(int value) {
        target.accept(converted(value));
    }

    @Override
    public void addLong(long value) {
        target.accept(converted(value));
    }
}
