package dev.freshet.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What the values of a column are, by its physical and its logical type.
 *
 * @param read converts what the file holds to a Java value of the kind
 */
record Meaning(Kind kind, Function<Object, Object> read) {
    /** The kinds of values. */
    enum Kind {
        /** {@code Integer}, {@code Long} or {@code BigInteger}. */
        WHOLE,
        /** {@code BigDecimal}. */
        DECIMAL,
        /** {@code Float} or {@code Double}. */
        REAL,
        /** {@code Boolean}. */
        FLAG,
        /** {@code Binary} of a text. */
        TEXT,
        /** {@code Binary} of anything, and of a text if it is UTF-8. */
        BYTES,
        /** {@code Binary} that is no text. */
        ONLY_BYTES,
        /** {@code LocalDate}. */
        DATE,
        /** {@code Instant}. */
        MOMENT,
        /** {@code LocalDateTime}. */
        DATE_TIME,
        /** {@code Instant}, of a column that does not say whether it is in UTC or local. */
        INT96,
        /** {@code LocalTime}. */
        TIME,
        /** {@code UUID}. */
        ID,
        /** No value at all: every row has null. */
        NOTHING
    }

    private static final int INT96_BYTES = 12;
    private static final long HIDDEN_BIT = 1L << 10;

    static Meaning of(PrimitiveType column) {
        LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
        PrimitiveTypeName physical = column.getPrimitiveTypeName();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return new Meaning(Kind.DECIMAL, value -> new BigDecimal(unscaled(value), decimal.getScale()));
        }
        return switch (physical) {
            case BOOLEAN -> new Meaning(Kind.FLAG, value -> value);
            case FLOAT, DOUBLE -> new Meaning(Kind.REAL, value -> value);
            case INT96 -> new Meaning(Kind.INT96, value -> moment((Binary) value));
            case INT32, INT64 -> whole(logical);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(logical, physical == PrimitiveTypeName.BINARY);
        };
    }

    private static Meaning whole(LogicalTypeAnnotation logical) {
        if (logical instanceof UnknownLogicalTypeAnnotation) {
            return new Meaning(Kind.NOTHING, value -> value);
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return new Meaning(Kind.DATE, value -> LocalDate.ofEpochDay((Integer) value));
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            return new Meaning(Kind.TIME, value -> Moments.time(((Number) value).longValue(), time.getUnit()));
        }
        if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
            return stamp.isAdjustedToUTC()
                    ? new Meaning(Kind.MOMENT, value -> Moments.moment((Long) value, stamp.getUnit()))
                    : new Meaning(
                            Kind.DATE_TIME,
                            value -> LocalDateTime.ofInstant(
                                    Moments.moment((Long) value, stamp.getUnit()), ZoneOffset.UTC));
        }
        return logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()
                ? new Meaning(Kind.WHOLE, Meaning::unsigned)
                : new Meaning(Kind.WHOLE, value -> value);
    }

    private static Meaning bytes(LogicalTypeAnnotation logical, boolean isBinary) {
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation) {
            return new Meaning(Kind.TEXT, value -> value);
        }
        if (logical instanceof UUIDLogicalTypeAnnotation) {
            return new Meaning(Kind.ID, value -> id((Binary) value));
        }
        if (logical instanceof Float16LogicalTypeAnnotation) {
            return new Meaning(
                    Kind.REAL,
                    value -> ofFloat16(((Binary) value)
                                    .toByteBuffer()
                                    .order(ByteOrder.LITTLE_ENDIAN)
                                    .getShort()
                            & 0xffff));
        }
        return logical instanceof UnknownLogicalTypeAnnotation
                ? new Meaning(Kind.NOTHING, value -> value)
                : new Meaning(isBinary && logical == null ? Kind.BYTES : Kind.ONLY_BYTES, value -> value);
    }

    private static BigInteger unscaled(Object value) {
        return value instanceof Binary bytes
                ? new BigInteger(bytes.getBytes())
                : BigInteger.valueOf(((Number) value).longValue());
    }

    private static Object unsigned(Object value) {
        if (value instanceof Integer small) {
            return Integer.toUnsignedLong(small);
        }
        long big = (Long) value;
        return big >= 0 ? (Object) big : new BigInteger(Long.toUnsignedString(big));
    }

    private static Object moment(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() != INT96_BYTES) {
            throw new IllegalArgumentException("an INT96 with " + bytes.remaining() + " bytes");
        }
        return Moments.moment(bytes.getLong(), bytes.getInt());
    }

    private static Object id(Binary value) {
        ByteBuffer bytes = value.toByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /**
     * Returns the text of bytes.
     *
     * @throws IllegalArgumentException if they are not UTF-8
     */
    static String text(CharsetDecoder utf8, Binary bytes) {
        try {
            return utf8.decode(bytes.toByteBuffer()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text is not UTF-8", e);
        }
    }

    /** Returns the value of a number with 16 bits, as IEEE 754 defines it. */
    private static float ofFloat16(int bits) {
        int exponent = (bits >> 10) & 0x1f;
        long fraction = bits & (HIDDEN_BIT - 1);
        float size;
        if (exponent == 0x1f) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((float) fraction, -24);
        } else {
            size = Math.scalb((float) (fraction + HIDDEN_BIT), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? size : -size;
    }

    static CharsetDecoder utf8() {
        return StandardCharsets.UTF_8.newDecoder();
    }
}
