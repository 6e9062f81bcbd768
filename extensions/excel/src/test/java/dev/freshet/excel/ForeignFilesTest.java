package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.ForeignFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that openpyxl, XlsxWriter, pandas and LibreOffice wrote, each with the values that a tool reads from it. */
final class ForeignFilesTest {
    record Scalars(
            Integer n,
            Long big,
            Double real,
            Boolean flag,
            String text,
            LocalDate day,
            Optional<LocalDateTime> at,
            BigDecimal amount) {}

    record Small(int n, String text) {}

    record Formulas(String text, int n, boolean flag, LocalDate day) {}

    record Frame(int n, String text, LocalDateTime at, Double real, boolean flag) {}

    private static final Map<String, Class<?>> RECORDS = Map.of(
            "Scalars", Scalars.class,
            "Small", Small.class,
            "Formulas", Formulas.class,
            "Frame", Frame.class);
    private static final ForeignFiles FILES = new ForeignFiles("excel", Path.of("src/test/resources/files"), RECORDS);

    @TestFactory
    Stream<DynamicTest> values_areThoseThatTheToolReads(@TempDir Path scratch) throws IOException {
        return FILES.tests(scratch, "xlsx");
    }

    @Test
    void inferredRecords_readTheValuesThatTheToolReads(@TempDir Path scratch) throws IOException {
        assertThat(FILES.requireInferred(scratch, "xlsx")).isEqualTo(19);
    }
}
