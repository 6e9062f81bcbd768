package dev.freshet.parquet;

import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.Type;

/** Converters for columns that no component wants. */
final class IgnoredColumns {
    private IgnoredColumns() {}

    /** Returns a converter that drops the values of a column. */
    static Converter of(Type column) {
        return column.isPrimitive()
                ? new Ignored()
                : new IgnoredGroup(column.asGroupType().getFields().stream()
                        .map(IgnoredColumns::of)
                        .toList());
    }

    private static final class Ignored extends PrimitiveConverter {
        @Override
        public void addBinary(Binary value) {}

        @Override
        public void addBoolean(boolean value) {}

        @Override
        public void addDouble(double value) {}

        @Override
        public void addFloat(float value) {}

        @Override
        public void addInt(int value) {}

        @Override
        public void addLong(long value) {}
    }

    private static final class IgnoredGroup extends GroupConverter {
        private final List<Converter> fields;

        IgnoredGroup(List<Converter> fields) {
            this.fields = fields;
        }

        @Override
        public Converter getConverter(int index) {
            return fields.get(index);
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
