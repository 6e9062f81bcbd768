package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.catalog.Inference;
import dev.freshet.testkit.InferredFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code catalog infer} prints for the first rows of a sheet. */
final class SheetInferenceTest {
    @TempDir
    Path directory;

    private static String number(String value) {
        return "<c><v>" + value + "</v></c>";
    }

    private static String iso(String value) {
        return "<c t=\"d\"><v>" + value + "</v></c>";
    }

    private static String flag(int value) {
        return "<c t=\"b\"><v>" + value + "</v></c>";
    }

    /** Returns what is printed for a workbook with one sheet, from which all rows are read. */
    private Inference printed(int rows, String... xml) throws IOException {
        InferredFiles files = new InferredFiles(directory);
        Inference inference = files.add("prices.xlsx", Xlsx.rows(String.join("", xml)));
        assertThat(files.rows().get("prices.xlsx")).hasSize(rows);
        return inference;
    }

    @Test
    void cells_sayTheTypes() throws IOException {
        Inference inference = printed(
                2,
                Xlsx.row(1, "Order ID", "large", "price", "paid", "day", "at", "time", "zip", "both", "none"),
                Xlsx.row(
                        2,
                        number("1"),
                        number("3000000000"),
                        number("2.0"),
                        flag(1),
                        iso("2026-01-31"),
                        iso("2026-01-31T00:00:00"),
                        iso("08:30:00"),
                        "01234",
                        number("5"),
                        ""),
                Xlsx.row(
                        3,
                        number("2.0"),
                        number("1"),
                        number("2.5"),
                        flag(0),
                        "2026-02-01",
                        iso("2026-02-01T08:30:00"),
                        iso("09:45:00"),
                        "",
                        "five"));
        assertThat(inference.java()).isEqualTo("""
                import java.time.LocalDate;
                import java.time.LocalDateTime;
                import java.time.LocalTime;
                import java.util.Optional;

                /** A row of prices.xlsx. */
                // "none" is empty in all rows that were read, so it is a text.
                // The dataset holds List<PricesRow>.
                public record PricesRow(
                        int orderId,
                        long large,
                        double price,
                        boolean paid,
                        LocalDate day,
                        LocalDateTime at,
                        LocalTime time,
                        Optional<String> zip,
                        String both,
                        Optional<String> none) {}
                """);
        assertThat(inference.entry()).isEqualTo("prices:\n  type: excel\n  path: prices.xlsx\n");
    }

    @Test
    void columnsThatNoComponentCanHold_areLeftOut() throws IOException {
        Inference inference = printed(
                1,
                Xlsx.row(1, "n", "", "sum", "class", "Tag\\u000a\nMonat", "mixed"),
                Xlsx.row(
                        2,
                        number("1"),
                        number("2"),
                        "<c t=\"e\"><v>#N/A</v></c>",
                        number("4"),
                        number("5"),
                        number("6")));
        assertThat(inference.java())
                .contains("// Column B is left out: it has no name.\n")
                .contains("// \"sum\" is left out: Sheet1!C2: the cell holds the error #N/A.\n")
                .contains("// \"class\" is left out: no component can have a name that leads to it.\n")
                .contains("int n,", "int mixed) {}");
    }

    @Test
    void sheetWithoutNames_hasNoHeader() throws IOException {
        Inference inference = printed(
                2,
                Xlsx.row(1, "a", number("2"), "x", number("4")),
                Xlsx.row(2, "b", "", "<c t=\"e\"><v>#N/A</v></c>", number("4")));
        assertThat(inference.java())
                .contains("// \"column C\" is left out: Sheet1!C2: the cell holds the error #N/A.\n"
                        + "// So are all columns behind it.\n")
                .contains("String columnA,", "Optional<Integer> columnB) {}");
        assertThat(inference.entry()).endsWith("  header: false\n");
    }

    @Test
    void onlyTheHead_isRead() throws IOException {
        Path file = Files.write(
                directory.resolve("long.xlsx"),
                Xlsx.rows(Xlsx.row(1, "n") + Xlsx.row(2, number("1")) + Xlsx.row(3, number("2.5"))));
        Inference inference = Inference.of(file, "long.xlsx", Optional.empty(), 1);
        assertThat(inference.java()).contains("// Only the first 1 row was read. ", "int n)");
    }

    @Test
    void headerAlone_givesTexts() throws IOException {
        assertThat(printed(0, Xlsx.row(1, "a", "b")).java())
                .contains("// The sheet has a header, but no rows: the types are not known.", "String a,", "String b)");
    }

    @Test
    void firstSheetWithRows_isChosen() throws IOException {
        Path file = Path.of("src/test/resources/files/openpyxl_sheets.xlsx");
        InferredFiles files = new InferredFiles(directory);
        Inference inference = files.add("a.xlsx", Files.readAllBytes(file));
        assertThat(files.rows().get("a.xlsx")).hasSize(2);
        assertThat(inference.entry()).endsWith("  sheet: \"Größe & Maß\"\n");
        assertThat(inference.java())
                .contains("// This is the sheet \"Größe & Maß\" of First, Größe & Maß; the option sheet names another");
    }

    @Test
    void emptySheet_isRefused() {
        InferredFiles files = new InferredFiles(directory);
        assertThatThrownBy(() -> files.add("a.xlsx", Xlsx.rows(""))).hasMessage("a.xlsx: the workbook has no rows");
        assertThatThrownBy(() -> files.add("a.xlsx", new byte[] {1, 2, 3, 4, 5}))
                .hasMessage("a.xlsx: the file is not an Excel workbook (xlsx)");
    }
}
