package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables and JSON that pandas, Python, R, SQLite, PostgreSQL, Miller, jq, csvkit, LibreOffice and Gnumeric wrote, each
 * with the values that a tool reads from it.
 */
@Tag("once")
final class ForeignTextFilesTest {
    record Escaped(int id, String text, double real, Optional<LocalDate> day) {}

    private static final Path DIRECTORY = Path.of("src/test/resources/foreign");

    private static ForeignFiles files(String type) {
        return new ForeignFiles(type, DIRECTORY, Map.of("Escaped", Escaped.class));
    }

    @ParameterizedTest
    @CsvSource({"csv, csv, 65", "csv, tsv, 5", "csv, gz, 1", "json, json, 11", "jsonl, jsonl, 5"})
    void inferredRecords_readTheValuesThatTheToolReads(String type, String ending, int count, @TempDir Path scratch)
            throws IOException {
        assertThat(files(type).requireInferred(scratch, ending)).isEqualTo(count);
    }

    @TestFactory
    Stream<DynamicTest> valuesWithEscapes_areThoseThatTheToolReads(@TempDir Path scratch) throws IOException {
        return files("csv").tests(scratch, "tsv");
    }
}
