package dev.freshet.testkit;

import dev.freshet.dataset.value.RecordBinding;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records with one component each, one for each Java type that files of records can hold. */
public final class TypeRecords {
    /**
     * A Java type.
     *
     * @param shown the type as in the documentation
     * @param record a record whose only component has the type and the name {@code value}
     */
    public record Held(String shown, Type record) {
        @Override
        public String toString() {
            return shown;
        }
    }

    /** An enum. */
    public enum Size {
        SMALL,
        LARGE
    }

    record OfInt(int value) {}

    record OfInteger(@Nullable Integer value) {}

    record OfLong(long value) {}

    record OfShort(short value) {}

    record OfByte(byte value) {}

    record OfDouble(double value) {}

    record OfFloat(float value) {}

    record OfBoolean(boolean value) {}

    record OfChar(char value) {}

    record OfString(String value) {}

    record OfBigDecimal(BigDecimal value) {}

    record OfBigInteger(BigInteger value) {}

    record OfSize(Size value) {}

    record OfUuid(UUID value) {}

    record OfBytes(byte[] value) {}

    record OfInstant(Instant value) {}

    record OfLocalDate(LocalDate value) {}

    record OfLocalDateTime(LocalDateTime value) {}

    record OfLocalTime(LocalTime value) {}

    record OfOffsetDateTime(OffsetDateTime value) {}

    record OfOffsetTime(OffsetTime value) {}

    record OfZonedDateTime(ZonedDateTime value) {}

    record OfYear(Year value) {}

    record OfYearMonth(YearMonth value) {}

    record OfMonthDay(MonthDay value) {}

    record OfDuration(Duration value) {}

    record OfPeriod(Period value) {}

    record OfZoneId(ZoneId value) {}

    record OfZoneOffset(ZoneOffset value) {}

    record OfPath(Path value) {}

    record OfUri(URI value) {}

    record OfCurrency(Currency value) {}

    record OfLocale(Locale value) {}

    record OfOptional(Optional<Integer> value) {}

    record OfOptionalInt(OptionalInt value) {}

    record OfOptionalLong(OptionalLong value) {}

    record OfOptionalDouble(OptionalDouble value) {}

    record OfList(List<Integer> value) {}

    record OfSet(Set<Integer> value) {}

    record OfTextMap(Map<String, Integer> value) {}

    record OfMap(Map<Integer, String> value) {}

    record OfRecord(OfInt value) {}

    record Generic<T>(T value) {}

    record OfGeneric(Generic<Integer> value) {}

    /** All types, in the order of documentation. */
    public static final List<Held> ALL = List.of(
            new Held("`int`", OfInt.class),
            new Held("`Integer`", OfInteger.class),
            new Held("`long`", OfLong.class),
            new Held("`short`", OfShort.class),
            new Held("`byte`", OfByte.class),
            new Held("`double`", OfDouble.class),
            new Held("`float`", OfFloat.class),
            new Held("`boolean`", OfBoolean.class),
            new Held("`char`", OfChar.class),
            new Held("`String`", OfString.class),
            new Held("`BigDecimal`", OfBigDecimal.class),
            new Held("`BigInteger`", OfBigInteger.class),
            new Held("enums", OfSize.class),
            new Held("`UUID`", OfUuid.class),
            new Held("`byte[]`", OfBytes.class),
            new Held("`Instant`", OfInstant.class),
            new Held("`LocalDate`", OfLocalDate.class),
            new Held("`LocalDateTime`", OfLocalDateTime.class),
            new Held("`LocalTime`", OfLocalTime.class),
            new Held("`OffsetDateTime`", OfOffsetDateTime.class),
            new Held("`OffsetTime`", OfOffsetTime.class),
            new Held("`ZonedDateTime`", OfZonedDateTime.class),
            new Held("`Year`", OfYear.class),
            new Held("`YearMonth`", OfYearMonth.class),
            new Held("`MonthDay`", OfMonthDay.class),
            new Held("`Duration`", OfDuration.class),
            new Held("`Period`", OfPeriod.class),
            new Held("`ZoneId`", OfZoneId.class),
            new Held("`ZoneOffset`", OfZoneOffset.class),
            new Held("`Path`", OfPath.class),
            new Held("`URI`", OfUri.class),
            new Held("`Currency`", OfCurrency.class),
            new Held("`Locale`", OfLocale.class),
            new Held("`Optional<T>`", OfOptional.class),
            new Held("`OptionalInt`", OfOptionalInt.class),
            new Held("`OptionalLong`", OfOptionalLong.class),
            new Held("`OptionalDouble`", OfOptionalDouble.class),
            new Held("`List<T>`", OfList.class),
            new Held("`Set<T>`", OfSet.class),
            new Held("`Map<String, V>`", OfTextMap.class),
            new Held("`Map<K, V>`", OfMap.class),
            new Held("records", OfRecord.class),
            new Held("generic records", OfGeneric.class));

    /** Rows that are records with type arguments. */
    public static final Held GENERIC_ROWS =
            new Held("generic rows", GenericTypes.parameterized(Generic.class, LocalDate.class));

    private TypeRecords() {}

    /** Returns the record of a type, by its name in the documentation without quotes, such as {@code LocalDate}. */
    public static Type record(String name) {
        return ALL.stream()
                .filter(held -> held.shown().replace("`", "").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type " + name))
                .record();
    }

    /** Creates a record with a value. */
    static Object of(Type record, Object value) {
        return RecordBinding.of(record).create(new @Nullable Object[] {value});
    }
}
