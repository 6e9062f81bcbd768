package dev.freshet.excel;

import static dev.freshet.excel.Xlsx.row;
import static dev.freshet.excel.Xlsx.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.testkit.MalformedFile;
import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RecordFormatContract;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcelFormatTest {
    enum Size {
        SMALL,
        LARGE
    }

    record All(
            int n,
            long big,
            short small,
            byte tiny,
            double real,
            float single,
            boolean flag,
            char letter,
            String text,
            Size size,
            LocalDate day,
            LocalDateTime at,
            LocalTime time,
            Instant moment,
            BigDecimal amount,
            UUID id,
            Boolean maybe,
            Optional<String> nick,
            Optional<LocalDate> until) {}

    record Flight(String origin, int delay, LocalDate day) {}

    record Words(String first, String second) {}

    record Nested1(String name, List<String> more) {}

    record Times(LocalDate day, LocalDateTime at, LocalTime time) {}

    record Kinds(String text, Double real, Boolean flag, Long whole) {}

    record Positive(int n) {
        Positive {
            if (n < 0) {
                throw new IllegalArgumentException("n is negative");
            }
        }
    }

    @TempDir
    Path directory;

    private static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    private static final String HEADER = row(1, "origin", "delay", "day");

    private static MalformedFile bad(String name, String rows, String message) {
        return new MalformedFile(name, rows(rows), message);
    }

    private static byte[] withDoctype() {
        return Xlsx.sheet("<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + row(1, "&b;") + "</sheetData></worksheet>");
    }

    /** All kinds of cells. */
    @Nested
    class AllCells extends RecordFormatContract {
        @Override
        protected String type() {
            return "excel";
        }

        @Override
        protected Type javaType() {
            return list(All.class);
        }

        @Override
        protected String suffix() {
            return ".xlsx";
        }

        @Override
        protected int many() {
            return 20_000;
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<String> options() {
            return List.of("sheet: \"A & B\"", "sheet: 1", "header: false", "max-size: 100");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of(
                    "sheet: 0", "\"sheet\" must be a name or a number from 1, not 0",
                    "sheet: \"a/b\"", "\"sheet\" must be a name as Excel has them",
                    "header: maybe", "\"header\" must be true or false, not \"maybe\"",
                    "max-size: lots", "\"max-size\" must be a number of megabytes");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(
                    String.class,
                    "excel dataset holds",
                    list(String.class),
                    "holds a List, Collection or Iterable of records",
                    list(Nested1.class),
                    "component \"more\" of ExcelFormatTest.Nested1 is List<String>, which a cell");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }

    /** Texts, of which some cannot be kept. */
    @Nested
    class Texts extends RecordFormatContract {
        @Override
        protected String type() {
            return "excel";
        }

        @Override
        protected Type javaType() {
            return list(Words.class);
        }

        @Override
        protected Object record(RandomValues random) {
            return new Words(random.text(), random.text());
        }

        @Override
        protected int many() {
            return 300_000;
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "record 1: column \"first\" has a text of 40000 characters; a cell holds 32767 at most",
                    List.of(new Words("x".repeat(40_000), null)),
                    "record 1: a text has half of a surrogate pair",
                    List.of(new Words("\ud800x", null)),
                    "record 2: all components are null",
                    List.of(new Words("a", null), new Words(null, null)));
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }

    /** What is said of files that are not as they should be. */
    @Nested
    class BadFiles extends RecordFormatContract {
        @Override
        protected String type() {
            return "excel";
        }

        @Override
        protected Type javaType() {
            return list(Flight.class);
        }

        @Override
        protected int many() {
            return 1000;
        }

        @Override
        protected List<MalformedFile> malformed() {
            byte[] good = rows(HEADER + row(2, "TXL", "<c><v>5</v></c>"));
            byte[] bomb =
                    Xlsx.zip("Sheet1", "", "<a>".concat(" ".repeat(40 << 20)).getBytes(StandardCharsets.UTF_8));
            List<MalformedFile> all = new ArrayList<>(List.of(
                    MalformedFile.of("empty", "", "the file is empty"),
                    MalformedFile.of("text", "origin,delay\n", "the file is not an Excel workbook"),
                    new MalformedFile(
                            "encrypted",
                            new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2},
                            "the file is encrypted or in the old xls form"),
                    new MalformedFile("cut in the middle", Arrays.copyOf(good, good.length / 2), "end is missing"),
                    new MalformedFile("cut by a byte", Arrays.copyOf(good, good.length - 1), "end is missing"),
                    new MalformedFile("zip bomb", bomb, "decompresses to more than 300 times its size"),
                    new MalformedFile("no XML", Xlsx.sheet("hello"), "damaged"),
                    new MalformedFile("cut XML", Xlsx.sheet("<worksheet><sheetData><row r=\"1\"><c"), "damaged"),
                    new MalformedFile("entities", withDoctype(), "(data/file.excel")));
            all.addAll(List.of(
                    bad("no rows", "", ":Sheet1): the sheet is empty"),
                    bad(
                            "missing column",
                            row(1, "origin", "delya", "day"),
                            "!1): no column \"delay\" (did you mean \"delya\"?)"),
                    bad("column twice", row(1, "delay", "Origin", "ORIGIN", "day"), "two columns for \"origin\""),
                    bad("null into int", HEADER + row(2, "TXL"), ":Sheet1!B2): column \"delay\" is empty"),
                    bad(
                            "text into int",
                            HEADER + row(2, "TXL", "late"),
                            ":Sheet1!B2): column \"delay\": \"late\" is not an int"),
                    bad("fraction into int", HEADER + row(2, "TXL", "<c><v>1.5</v></c>"), "\"1.5\" is not an int"),
                    bad("huge number", HEADER + row(2, "TXL", "<c><v>1e999999999</v></c>"), "is not an int"),
                    bad(
                            "truth into int",
                            HEADER + row(2, "TXL", "<c t=\"b\"><v>1</v></c>"),
                            ":Sheet1!B2): column \"delay\": the cell holds a truth value, not an int"),
                    bad(
                            "time into date",
                            HEADER + row(2, "a", "<c><v>1</v></c>", "<c s=\"2\"><v>45000.5</v></c>"),
                            ":Sheet1!C2): column \"day\": the number 45000.5 is not a date"),
                    bad(
                            "number into date",
                            HEADER + row(2, "a", "<c><v>1</v></c>", "<c><v>45000</v></c>"),
                            ":Sheet1!C2): column \"day\": the number 45000 has no format of dates, so it is not a date"),
                    bad(
                            "date into number",
                            HEADER + row(2, "a", "<c s=\"1\"><v>45000</v></c>"),
                            ":Sheet1!B2): column \"delay\": the cell holds a date or time, not an int"),
                    bad(
                            "date into text",
                            HEADER + row(2, "<c s=\"1\"><v>45000</v></c>", "<c><v>1</v></c>"),
                            ":Sheet1!A2): column \"origin\": the cell holds a date or time, not text"),
                    bad(
                            "ISO date into text",
                            HEADER + row(2, "<c t=\"d\"><v>2024-01-31</v></c>", "<c><v>1</v></c>"),
                            ":Sheet1!A2): column \"origin\": the cell holds a date or time, not text"),
                    bad("unknown type", HEADER + row(2, "<c t=\"x\"><v>1</v></c>"), "damaged"),
                    bad("unknown style", HEADER + row(2, "a", "<c s=\"9\"><v>1</v></c>"), "damaged"),
                    new MalformedFile(
                            "wrong checksum", withWrongChecksum(), "the checksum of xl/worksheets/sheet1.xml"),
                    bad(
                            "negative date",
                            HEADER + row(2, "a", "<c><v>1</v></c>", "<c s=\"1\"><v>-1</v></c>"),
                            "!C2): column \"day\""),
                    bad(
                            "error",
                            HEADER + row(2, "a", "<c t=\"e\"><v>#DIV/0!</v></c>"),
                            ":Sheet1!B2): the cell holds the error #DIV/0!"),
                    bad(
                            "formula's error",
                            HEADER + row(2, "a", "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
                            ":Sheet1!B2): the cell holds the error #DIV/0!"),
                    bad(
                            "formula without value",
                            HEADER + row(2, "a", "<c><f>1+1</f></c>"),
                            "!B2): the file has no value of the formula"),
                    bad(
                            "row far down",
                            HEADER + row(2, "a", "<c><v>1</v></c>") + row(70000, "b", "x"),
                            ":Sheet1!B70000)")));
            return all;
        }
    }

    private RecordReader open(Class<?> row, Map<String, String> options, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("f.xlsx"), content);
        ExcelFormat format = new ExcelFormat();
        OptionValues values = OptionValues.parse(format.options(), options, "");
        return ((RecordCodec) format.open(list(row), values)).reader(new FileSource() {
            @Override
            public InputStream stream() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Path file() {
                return file;
            }
        });
    }

    private Object first(Class<?> row, Map<String, String> options, byte[] content) throws IOException {
        try (RecordReader reader = open(row, options, content)) {
            return reader.read();
        }
    }

    @Test
    void datesOfExcel_areReadFromNumbers() throws IOException {
        String row =
                row(2, "<c s=\"1\"><v>45000</v></c>", "<c s=\"2\"><v>45000.75</v></c>", "<c s=\"2\"><v>0.5</v></c>");
        byte[] since1900 = rows(row(1, "day", "at", "time") + row);
        LocalDate day = LocalDate.of(2023, 3, 15);
        assertThat(first(Times.class, Map.of(), since1900))
                .isEqualTo(new Times(day, day.atTime(18, 0), LocalTime.NOON));
        byte[] since1904 = Xlsx.zip(
                "Sheet1",
                "<workbookPr date1904=\"1\"/>",
                ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                + row(1, "day", "at", "time") + row + "</sheetData></worksheet>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(first(Times.class, Map.of(), since1904))
                .isEqualTo(new Times(day.plusDays(1462), day.plusDays(1462).atTime(18, 0), LocalTime.NOON));
    }

    /** The result of a formula is a text if the file says so, whatever it looks like. */
    @Test
    void textResults_ofFormulas_stayTexts() throws IOException {
        byte[] content = rows(row(1, "text", "real", "flag", "whole")
                + row(2, "<c t=\"str\"><f>TEXT(7,\"000\")</f><v>007</v></c>", "", "<c t=\"b\"><v>0</v></c>", ""));
        assertThat(first(Kinds.class, Map.of(), content)).isEqualTo(new Kinds("007", null, false, null));
    }

    @Test
    void isoDates_areRead() throws IOException {
        byte[] content = rows(row(1, "day", "at", "time")
                + row(
                        2,
                        "<c t=\"d\"><v>2023-03-15T00:00:00</v></c>",
                        "<c t=\"d\"><v>2023-03-15T18:00:00.123</v></c>",
                        "<c t=\"d\"><v>12:00:00</v></c>"));
        LocalDate day = LocalDate.of(2023, 3, 15);
        assertThat(first(Times.class, Map.of(), content))
                .isEqualTo(new Times(day, day.atTime(18, 0, 0, 123_000_000), LocalTime.NOON));
    }

    @Test
    void formatCodes_areOfDates_ifTheyHaveLettersOfDates() {
        assertThat(List.of("yyyy-mm-dd", "[h]:mm", "[$-409]d mmm;@", "mm:ss.0", "h AM/PM", "\"on\" dd"))
                .allMatch(DateFormats::isDate);
        assertThat(List.of("General", "0.00", "#,##0 \"days\"", "[Red]0", "0.00E+00", "\\d0", "@", "0;\"d\""))
                .noneMatch(DateFormats::isDate);
    }

    /** Returns a workbook whose stored sheet has one byte changed, as its checksum shows. */
    private static byte[] withWrongChecksum() {
        byte[] good = rows(HEADER + row(2, "TXL", "<c><v>5</v></c>"));
        byte[] changed = good.clone();
        int directory = indexOf(good, new byte[] {'P', 'K', 1, 2}, good.length - 100);
        changed[directory + 16] ^= 1;
        return changed;
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        int at = from;
        while (!Arrays.equals(Arrays.copyOfRange(bytes, at, at + part.length), part)) {
            at--;
        }
        return at;
    }

    @Test
    void formulas_giveTheirValues() throws IOException {
        byte[] content = rows(row(1, "text", "real", "flag", "whole")
                + row(
                        2,
                        "<c t=\"str\"><f>A9</f><v>abc</v></c>",
                        "<c><f>1/4</f><v>0.25</v></c>",
                        "<c t=\"b\"><f>TRUE()</f><v>1</v></c>",
                        "<c><f>1+2</f><v>3.0</v></c>"));
        assertThat(first(Kinds.class, Map.of(), content)).isEqualTo(new Kinds("abc", 0.25, true, 3L));
    }

    @Test
    void emptyCellsAndBlankRows_arePassedOver() throws IOException {
        byte[] content = rows(row(1, "text", "real", "flag", "whole")
                + row(2)
                + row(3, "<c s=\"1\"/>")
                + row(4, "a", "<c s=\"1\"/>", "<c/>", "")
                + row(5));
        try (RecordReader reader = open(Kinds.class, Map.of(), content)) {
            assertThat(reader.read()).isEqualTo(new Kinds("a", null, null, null));
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void sheet_thatIsMissing_isNamedWithTheNearest() {
        byte[] content = Xlsx.zip("Flights", "", "<worksheet/>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> first(Kinds.class, Map.of("sheet", "Fligths"), content))
                .hasMessage("there is no sheet \"Fligths\"; did you mean \"Flights\"?");
        assertThatThrownBy(() -> first(Kinds.class, Map.of("sheet", "2"), content))
                .hasMessage("there is no sheet 2; the file has Flights");
    }

    @Test
    void workbook_thatIsTooLarge_isRefused() {
        byte[] content = rows(row(1, "x".repeat(1 << 20)));
        assertThatThrownBy(() -> first(Kinds.class, Map.of("max-size", "1"), content))
                .hasMessageContaining("larger than the option \"max-size\" allows");
    }

    @Test
    void record_thatRefusesARow_isSaid() {
        assertThatThrownBy(() -> first(Positive.class, Map.of(), rows(row(1, "n") + row(2, "<c><v>-1</v></c>"))))
                .hasMessageContaining("ExcelFormatTest.Positive refuses the record: n is negative");
    }
}
