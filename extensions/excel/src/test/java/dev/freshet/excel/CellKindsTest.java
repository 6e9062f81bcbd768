package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.testkit.SameValues;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell holds does not become a value of another kind because its text would do. */
final class CellKindsTest {
    private static final String FLAG = "<c t=\"b\"><v>1</v></c>";
    private static final String DATE = "<c t=\"d\"><v>2026-01-31</v></c>";

    record Bytes(byte[] value) {}

    record Place(Path value) {}

    record Link(URI value) {}

    record Tongue(Locale value) {}

    record Empties(byte[] bytes, Path place, URI link, Optional<String> text) {}

    @TempDir
    Path directory;

    private static RecordCodec codec(Class<?> row) {
        ExcelFormat format = new ExcelFormat();
        return (RecordCodec) format.open(
                GenericTypes.parameterized(List.class, row), OptionValues.parse(format.options(), Map.of(), ""));
    }

    private static byte[] saved(Class<?> row, List<Object> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = codec(row).writer(out)) {
            for (Object each : rows) {
                writer.write(each);
            }
            writer.finish();
        }
        return out.toByteArray();
    }

    private List<Object> loaded(Class<?> row, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("f.xlsx"), content);
        FileSource source = new FileSource() {
            @Override
            public InputStream stream() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Path file() {
                return file;
            }
        };
        List<Object> rows = new ArrayList<>();
        try (RecordReader reader = codec(row).reader(source)) {
            for (Object each = reader.read(); each != null; each = reader.read()) {
                rows.add(each);
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(classes = {Bytes.class, Place.class, Link.class, Tongue.class})
    void truthValuesAndDates_areNoTexts(Class<?> row) {
        for (String cell : List.of(FLAG, DATE)) {
            byte[] content = Xlsx.rows(Xlsx.row(1, "value") + Xlsx.row(2, cell));
            assertThatThrownBy(() -> loaded(row, content))
                    .isInstanceOfSatisfying(
                            MalformedContent.class,
                            bad -> assertThat(bad.problem())
                                    .startsWith("column \"value\": the cell holds a "
                                            + (cell.equals(FLAG) ? "truth value" : "date or time") + ", not "));
        }
    }

    @Test
    void emptyTexts_areNoNulls() throws IOException {
        List<Object> rows = List.of(
                new Empties(new byte[0], Path.of(""), URI.create(""), Optional.of("")),
                new Empties(null, null, null, Optional.of("a")));
        assertThat(SameValues.test(rows, loaded(Empties.class, saved(Empties.class, rows))))
                .isTrue();
    }

    @Test
    void value_withoutText_isRefusedWithItsColumn() {
        assertThatThrownBy(() -> saved(Tongue.class, List.of(new Tongue(new Locale("no", "NO", "NY")))))
                .isInstanceOfSatisfying(
                        MalformedContent.class,
                        bad -> assertThat(bad.problem())
                                .isEqualTo("column \"value\": no_NO_NY cannot be written as a locale such as de-CH"));
    }
}
