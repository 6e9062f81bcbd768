package dev.freshet.testkit;

import dev.freshet.dataset.value.RecordBinding;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random values of any record type, chosen to be hard for file formats: texts with quotes, line breaks and characters
 * outside the basic plane, the smallest and the largest numbers, empty collections, and null for every nullable
 * component.
 */
public final class RandomValues {
    private static final String[] PIECES = {
        "",
        " ",
        ",",
        ";",
        "\"",
        "\"\"",
        "'",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "a",
        "é",
        "漢",
        "😀",
        "null",
        "0",
        "007",
        "1e5",
        "#",
        "<&>",
        "\ufeff",
        "\\",
        "=1+1",
        "\u2028",
        "\u0000",
        "\u0007",
        "\uffff",
        "true",
        "_x0041_",
        "2026-01-31"
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.1
    };

    private static final String[] ZONES = {"Europe/Paris", "UTC", "Z", "+05:30", "GMT+1", "America/St_Johns"};

    private final Random random;
    private final Map<Type, Supplier<?>> makers = new HashMap<>();

    /** Creates a source of values that depend only on the random numbers. */
    public RandomValues(Random random) {
        this.random = random;
        numbers();
        times();
        names();
        with(String.class, this::text);
        with(boolean.class, random::nextBoolean);
        with(char.class, () -> (char) ('!' + random.nextInt(500)));
        with(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        with(byte[].class, this::bytes);
        Map.of(
                        Integer.class, int.class,
                        Long.class, long.class,
                        Short.class, short.class,
                        Byte.class, byte.class,
                        Double.class, double.class,
                        Float.class, float.class,
                        Boolean.class, boolean.class,
                        Character.class, char.class)
                .forEach((boxed, primitive) ->
                        makers.put(boxed, () -> maker(primitive).get()));
    }

    private void numbers() {
        with(int.class, () -> pick(random.nextInt(), 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
        with(long.class, () -> pick(random.nextLong(), 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1));
        with(short.class, () -> (short) random.nextInt());
        with(byte.class, () -> (byte) random.nextInt());
        with(double.class, this::real);
        with(float.class, () -> random.nextInt(3) == 0 ? (float) real() : random.nextFloat() * 1e20f);
        with(BigDecimal.class, () -> new BigDecimal(new BigInteger(70, random), random.nextInt(40) - 20));
        with(BigInteger.class, () -> new BigInteger(100, random).negate());
    }

    private void times() {
        with(LocalDate.class, () -> moment().toLocalDate());
        with(LocalDateTime.class, this::moment);
        with(LocalTime.class, () -> moment().toLocalTime());
        with(Instant.class, () -> moment().toInstant(ZoneOffset.UTC));
        with(OffsetDateTime.class, () -> moment().atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10)));
        with(ZonedDateTime.class, () -> moment().atZone(ZoneId.of("Europe/Paris")));
        with(Duration.class, () -> Duration.ofMillis(random.nextInt()));
        with(Year.class, () -> Year.from(moment()));
        with(YearMonth.class, () -> YearMonth.from(moment()));
        with(MonthDay.class, () -> MonthDay.from(moment()));
        with(OffsetTime.class, () -> moment().toLocalTime().atOffset(ZoneOffset.ofHours(random.nextInt(20) - 10)));
        with(Period.class, () -> Period.of(random.nextInt(20) - 10, random.nextInt(20) - 10, random.nextInt()));
        with(ZoneId.class, () -> ZoneId.of(ZONES[random.nextInt(ZONES.length)]));
        with(ZoneOffset.class, () -> ZoneOffset.ofTotalSeconds(random.nextInt(100_000) - 50_000));
    }

    private void names() {
        Currency[] currencies = Currency.getAvailableCurrencies().stream()
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toArray(Currency[]::new);
        with(Currency.class, () -> currencies[random.nextInt(currencies.length)]);
        with(Locale.class, () -> pick(Locale.forLanguageTag("de-CH"), Locale.ROOT, new Locale("no", "NO", "NY")));
        with(
                Path.class,
                () -> pick(Path.of("data").resolve("a " + random.nextInt(9)).resolve("é"), Path.of("")));
        with(URI.class, () -> pick(URI.create("https://example.org/" + random.nextInt() + "?q=%20#é"), URI.create("")));
        with(OptionalInt.class, () -> pick(OptionalInt.of(random.nextInt()), OptionalInt.empty()));
        with(OptionalLong.class, () -> pick(OptionalLong.of(random.nextLong()), OptionalLong.empty()));
        with(OptionalDouble.class, () -> pick(OptionalDouble.of(real()), OptionalDouble.empty()));
    }

    /** Sets how values of a type are created, for dataset types that cannot store every value. Returns this object. */
    public final <T> RandomValues with(Class<T> type, Supplier<? extends T> maker) {
        makers.put(type, maker);
        return this;
    }

    /**
     * Returns a value of a type. The value is never null, but its components can be.
     *
     * @throws IllegalArgumentException if it is unknown how to create values of the type; see {@link #with}
     */
    public Object of(Type type) {
        return maker(type).get();
    }

    /** Returns a text of a few parts that are hard for file formats. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Returns a date and time in the last or the next hundred years, often with a fraction of a second. */
    public LocalDateTime moment() {
        return LocalDateTime.of(1901, 1, 1, 0, 0)
                .plusDays(random.nextInt(73_000))
                .plusSeconds(random.nextInt(86_400))
                .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private double real() {
        double any = Double.longBitsToDouble(random.nextLong());
        return random.nextInt(4) == 0 || Double.isNaN(any) ? DOUBLES[random.nextInt(DOUBLES.length)] : any;
    }

    @SafeVarargs
    private <T> T pick(T usual, T... special) {
        return random.nextInt(5) > 0 ? usual : special[random.nextInt(special.length)];
    }

    private Supplier<?> maker(Type type) {
        Supplier<?> known = makers.get(type);
        if (known == null) {
            known = make(type);
            makers.put(type, known);
        }
        return known;
    }

    private Supplier<?> make(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return () -> constants[random.nextInt(constants.length)];
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return record(plain);
        }
        if (type instanceof Class<?> plain && plain.isSealed()) {
            return oneOf(plain);
        }
        if (type instanceof Class<?> plain && plain.isArray()) {
            return array(plain.getComponentType());
        }
        throw new IllegalArgumentException("cannot create a " + type.getTypeName() + "; call with(...) to set how");
    }

    private Supplier<?> generic(ParameterizedType type) {
        Type raw = type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return () -> random.nextInt(3) == 0 ? Optional.empty() : Optional.of(of(arguments[0]));
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return () -> some(arguments[0]);
        }
        if (raw == Set.class) {
            return () -> Set.copyOf(some(arguments[0]));
        }
        if (raw == SortedSet.class) {
            return () -> new TreeSet<>(some(arguments[0]));
        }
        if (raw == SortedMap.class) {
            return () -> {
                Map<Object, Object> map = new TreeMap<>();
                some(arguments[0]).forEach(key -> map.put(key, of(arguments[1])));
                return map;
            };
        }
        if (raw instanceof Class<?> plain && plain.isRecord()) {
            return record(type);
        }
        if (raw == Map.class) {
            return () -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                some(arguments[0]).forEach(key -> map.put(key, of(arguments[1])));
                return map;
            };
        }
        throw new IllegalArgumentException("cannot create a " + type.getTypeName());
    }

    private List<Object> some(Type element) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> of(element)).toList();
    }

    private Supplier<?> record(Type type) {
        RecordBinding binding = RecordBinding.of(type);
        int count = binding.names().size();
        return () -> {
            @Nullable Object[] values = new Object[count];
            for (int i = 0; i < count; i++) {
                boolean isNull = binding.isNullable(i) && !isOptional(binding.type(i)) && random.nextInt(4) == 0;
                values[i] = isNull ? null : of(binding.type(i));
            }
            return binding.create(values);
        };
    }

    private static boolean isOptional(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw.getTypeName().startsWith("java.util.Optional");
    }

    private Supplier<?> oneOf(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return () -> of(permitted[random.nextInt(permitted.length)]);
    }

    private Supplier<?> array(Type component) {
        Class<?> raw = component instanceof Class<?> plain ? plain : Object.class;
        return () -> {
            List<Object> items = some(component);
            Object array = Array.newInstance(raw, items.size());
            for (int i = 0; i < items.size(); i++) {
                Array.set(array, i, items.get(i));
            }
            return array;
        };
    }
}
