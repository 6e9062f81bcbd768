package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.ForeignFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files that Spark and Avro's implementation in Python wrote, each with the values that its own tool reads from it. */
final class ForeignFilesTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Scalars(
            Byte tiny,
            Short small,
            Integer n,
            Long big,
            Float single,
            Double real,
            Boolean flag,
            String text,
            byte[] raw,
            LocalDate day) {}

    record Moments(Instant moment, LocalDateTime at, LocalDate day) {}

    record Decimals(BigDecimal small, BigDecimal middle, BigDecimal large, BigInteger whole) {}

    record Part(String name, Integer size) {}

    record Nested(
            List<Integer> numbers,
            List<String> words,
            Map<String, Integer> counts,
            Optional<Part> part,
            List<Part> parts,
            List<List<Integer>> lists) {}

    record Others(
            int n, Optional<Size> size, UUID id, BigDecimal amount, Instant moment, LocalTime time, byte[] fixed) {}

    private static final Map<String, Class<?>> RECORDS = Map.of(
            "Scalars", Scalars.class,
            "Moments", Moments.class,
            "Decimals", Decimals.class,
            "Nested", Nested.class,
            "Others", Others.class);
    private static final ForeignFiles FILES = new ForeignFiles("avro", Path.of("src/test/resources/files"), RECORDS);

    @TestFactory
    Stream<DynamicTest> values_areThoseThatTheToolReads(@TempDir Path scratch) throws IOException {
        return FILES.tests(scratch, "avro");
    }

    @Test
    void inferredRecords_readTheValuesThatTheToolReads(@TempDir Path scratch) throws IOException {
        assertThat(FILES.requireInferred(scratch, "avro")).isEqualTo(17);
    }
}
