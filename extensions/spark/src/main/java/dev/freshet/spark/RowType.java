package dev.freshet.spark;

import dev.freshet.config.NearestName;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The Java type of the rows of a {@code Dataset}: {@code Row}, or a class. */
final class RowType {
    private final @Nullable Encoder<?> encoder;
    private final String shown;

    private RowType(@Nullable Encoder<?> encoder, String shown) {
        this.encoder = encoder;
        this.shown = shown;
    }

    /** Thrown when the table does not fit the Java type. The message is one line. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    /**
     * Returns the type of the rows of a {@code Dataset}.
     *
     * @throws IllegalArgumentException if Spark cannot make such objects; the message says what is legal
     */
    static RowType of(Type type) {
        return type == Row.class || type == Object.class
                ? new RowType(null, "Row")
                : new RowType(SparkEncoders.of(type), dev.freshet.wiring.JavaTypes.show(type));
    }

    /** Returns the columns that the objects need; empty if they fit every table. */
    Optional<StructType> schema() {
        return Optional.ofNullable(encoder).map(Encoder::schema);
    }

    /**
     * Returns the rows as objects.
     *
     * @throws Mismatch if the rows lack columns
     */
    Dataset<?> of(Dataset<Row> rows) {
        if (encoder == null) {
            return rows;
        }
        StructType needed = encoder.schema();
        if (isStruct(needed)) {
            requireColumns(needed, rows.schema());
        }
        try {
            return rows.as(encoder);
        } catch (Exception e) {
            // Analysis fails with a checked exception that Scala does not declare.
            throw new Mismatch("the table does not fit " + shown + ": " + SparkErrors.describe(e));
        }
    }

    /** Returns whether objects have several columns. A single value has one column, with any name. */
    private static boolean isStruct(StructType schema) {
        return !Arrays.equals(schema.fieldNames(), new String[] {"value"});
    }

    private void requireColumns(StructType needed, StructType there) {
        List<String> names = List.of(there.fieldNames());
        List<String> missing = new ArrayList<>();
        for (String name : needed.fieldNames()) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            String first = missing.get(0);
            throw new Mismatch("the table has no column \"" + first + "\", which " + shown + " needs"
                    + NearestName.of(first, names)
                            .map(near -> "; did you mean \"" + near + "\"?")
                            .orElse("; it has " + String.join(", ", names)));
        }
    }
}
