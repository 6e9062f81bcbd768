package dev.freshet.spark;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of tables; public, because Spark's generated code creates them. */
public final class Trips {
    private Trips() {}

    /** How a leg was. */
    public enum Sky {
        CLEAR,
        CLOUDS
    }

    /** A part of a row. */
    public record Leg(String to, Instant at, @Nullable Integer seats) {}

    /** Every kind of value that all formats have. */
    public record Trip(
            int id,
            long distance,
            double fuel,
            boolean done,
            String name,
            BigDecimal price,
            LocalDate day,
            Instant moment,
            @Nullable String note) {}

    /** The other kinds of single values, and values in values, of {@code parquet}. */
    public record Kinds(
            int id,
            byte tiny,
            short small,
            float single,
            @Nullable Byte noTiny,
            @Nullable Short noSmall,
            @Nullable Long noLong,
            @Nullable Float noSingle,
            @Nullable Double noDouble,
            @Nullable Boolean noFlag,
            byte[] raw,
            @Nullable LocalDate noDay,
            @Nullable Instant noMoment,
            @Nullable BigDecimal noPrice,
            @Nullable Sky noSky,
            @Nullable Leg noLeg,
            @Nullable List<String> noTags,
            List<LocalDate> days,
            List<BigDecimal> prices,
            List<List<Integer>> grid,
            Map<Integer, Leg> byId,
            Map<String, List<Sky>> skies) {}

    /** What {@code parquet} has besides. */
    public record Journey(
            int id,
            LocalDateTime at,
            Leg first,
            List<Leg> legs,
            Map<String, Integer> counts,
            Sky sky,
            List<String> tags) {}
}
