package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage.Outcome;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files of texts with one byte changed, and of files that end early. */
@Tag("once")
final class DamagedFilesTest {
    private static final Path PAGE = Path.of("../docs/testing.md");
    private static final String BEGIN = "<!-- damaged files -->\n";

    record Trip(String origin, int delay, LocalDate day, double share, Optional<String> gate) {}

    private static final List<Trip> TRIPS = List.of(
            new Trip("Zürich", 7, LocalDate.of(2026, 1, 31), 0.25, Optional.of("A1")),
            new Trip("Oslo, N", -12, LocalDate.of(2026, 2, 1), 1e-3, Optional.empty()));
    private static final Type MANY = JavaTypeRows.of(List.class, Trip.class);
    private static final Type LINES = JavaTypeRows.of(List.class, String.class);

    @TempDir
    Path directory;

    @Test
    void tableOfTheDocumentation_isWhatHappens() throws IOException {
        StringBuilder table = new StringBuilder(
                "| file | damaged files | refused | same value | another value |\n" + "|---|--:|--:|--:|--:|\n");
        for (String type : List.of("json", "jsonl", "yaml", "csv")) {
            add(table, type, "f." + type, MANY, TRIPS);
            add(table, type, "f." + type + ".gz", MANY, TRIPS);
        }
        add(table, "text", "f.txt", LINES, List.of("Zürich", "Oslo"));
        add(table, "text", "f.txt.gz", LINES, List.of("Zürich", "Oslo"));
        byte[] bytes = "Zürich".getBytes(StandardCharsets.UTF_8);
        add(table, "bytes", "f", byte[].class, bytes);
        add(table, "bytes", "f.gz", byte[].class, bytes);
        String text = Files.readString(PAGE);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf("<!-- end -->", from);
        assertThat(text).contains(BEGIN);
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.writeString(PAGE, text.substring(0, from) + "\n" + table + "\n" + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("the table of damaged files; write it with -Dfreshet.golden.update=true")
                    .isEqualTo("\n" + table + "\n");
        }
    }

    private void add(StringBuilder table, String type, String file, Type javaType, Object value) {
        boolean isPacked = file.endsWith(".gz");
        Outcome outcome = new Damage(directory, type, file, "", javaType).of(value);
        table.append(outcome.row("`" + type + (isPacked ? "`, gzip" : "`"))).append('\n');
        assertThat(outcome.crashed()).as(file).isEmpty();
        if (isPacked) {
            assertThat(outcome.wrong()).as(file).isEmpty();
        }
    }
}
