package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables as other tools write them. */
class CsvOptionsTest {
    record Links(Path place, Optional<URI> link) {}

    record Named<T>(String name, T value, OptionalDouble share) {}

    record Sale(String name, double price, Optional<Integer> count) {}

    record Amounts(BigDecimal exact, long whole, float small) {}

    record Day(LocalDate day) {}

    record Times(LocalDate first, LocalDate second, LocalDateTime third) {}

    record Flags(boolean a, Optional<Boolean> b) {}

    record Pair(String a, String b) {}

    record Limited(int n) {
        Limited {
            if (n > 9) {
                throw new IllegalArgumentException("n is above 9");
            }
        }
    }

    private static <T> Dataset<T> dataset(String options, String content, Type rows) {
        return TestProject.inMemory()
                .with("d.csv", content)
                .dataset("type: csv, path: d.csv" + options, Types.list(rows));
    }

    private static Object load(String options, String content, Type rows) {
        return dataset(options, content, rows).load();
    }

    /** Checks that values are written as a text, and that the text is read as the values. */
    private static void bothWays(String options, String content, Type rows, List<?> values) {
        TestProject project = TestProject.inMemory();
        Dataset<Object> dataset = project.dataset("type: csv, path: d.csv" + options, Types.list(rows));
        dataset.save(values);
        assertThat(project.text("d.csv")).isEqualTo(content);
        assertThat(dataset.load()).isEqualTo(values);
    }

    private static void refused(String options, Type rows, Object value, String message) {
        TestProject project = TestProject.inMemory().with("d.csv", "old");
        Dataset<Object> dataset = project.dataset("type: csv, path: d.csv" + options, Types.list(rows));
        assertThatThrownBy(() -> dataset.save(List.of(value)))
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (d.csv): " + message);
        assertThat(project.text("d.csv")).isEqualTo("old");
    }

    @Test
    void everyBadCell_isTold_firstTwentyByPlaceAndTheOthersByNumber() {
        String content = "name,price,count\na,x,y\nb,1,1\nc,2\n"
                + IntStream.range(0, 30).mapToObj(i -> "d,e" + i + ",1\n").collect(Collectors.joining());
        String last = IntStream.range(0, 17)
                .mapToObj(i -> "\n  d.csv:" + (i + 5) + ":3: column \"price\": \"e" + i + "\" is not a number")
                .collect(Collectors.joining());
        String message = """
                dataset "d" (d.csv): 33 cells or lines cannot be read:
                  d.csv:2:3: column "price": "x" is not a number
                  d.csv:2:5: column "count": "y" is not an int
                  d.csv:4: the line has 2 cells, but there are 3 columns%s
                  and 13 more""".formatted(last);
        assertThatThrownBy(() -> load("", content, Sale.class)).hasMessage(message);
        RecordDataset records = (RecordDataset) (Dataset<?>) dataset("", content, Sale.class);
        try (Stream<Object> rows = records.stream()) {
            assertThatThrownBy(() -> rows.forEach(row -> {})).hasMessage(message);
        }
    }

    @Test
    void quoteThatIsNotClosedBehindABadCell_isToldWithIt() {
        assertThatThrownBy(() -> load("", "n\nx\n\"1\n", Limited.class))
                .hasMessageStartingWith("dataset \"d\" (d.csv): 2 cells or lines cannot be read:\n"
                        + "  d.csv:2:1: column \"n\": \"x\" is not an int\n  d.csv:3: not CSV: ");
    }

    @Test
    void headers_areToldWithAllColumnsOfTheFile() {
        assertThatThrownBy(() -> load("", "nam,price,price,Count,count_\n", Sale.class))
                .hasMessage("dataset \"d\" (d.csv:1): no column \"name\" (did you mean \"nam\"?), two columns for"
                        + " \"price\": \"price\" and \"price\", two columns for \"count\": \"Count\" and \"count_\";"
                        + " the file has nam, price, price, Count, count_");
        assertThatThrownBy(() -> load(", skip-lines: 2", "x\n\nb\n", Pair.class))
                .hasMessage("dataset \"d\" (d.csv:3): no column \"a\"; the file has b");
    }

    @Test
    void quotedEmptyCell_isNullUnlessItIsAText() {
        assertThat(load("", "name,price,count\n\"\",\"1\",\"\"\n", Sale.class))
                .isEqualTo(List.of(new Sale("", 1, Optional.empty())));
    }

    @Test
    void quotedEmptyCell_isAValueOfTypesThatHaveAnEmptyOne() {
        Links empty = new Links(Path.of(""), Optional.of(URI.create("")));
        bothWays("", "place,link\n\"\",\"\"\n,\n", Links.class, List.of(empty, new Links(null, Optional.empty())));
        bothWays(
                ", nulls: [NA]",
                "place,link\n\"NA\",NA\n",
                Links.class,
                List.of(new Links(Path.of("NA"), Optional.empty())));
    }

    @Test
    void optionalsOfNumbers_andRecordsWithTypeArguments_haveCells() {
        Type row = GenericTypes.parameterized(Named.class, OptionalLong.class);
        bothWays(
                "",
                "name,value,share\na,5,0.5\nb,,\n",
                row,
                List.of(
                        new Named<>("a", OptionalLong.of(5), OptionalDouble.of(0.5)),
                        new Named<>("b", OptionalLong.empty(), OptionalDouble.empty())));
        assertThatThrownBy(() -> load("", "name,value,share\na,1.5,\n", row))
                .hasMessage("dataset \"d\" (d.csv:2:3): column \"value\": \"1.5\" is not a long");
    }

    @Test
    void decimalAndGrouping_areReadAndFractionsAreWritten() {
        String options = ", delimiter: \";\", decimal: \",\", grouping: \".\"";
        assertThat(load(options, "exact;whole;small\n1.234.567,80;-12.345;,5\n1,5E3;7;1e3\n", Amounts.class))
                .isEqualTo(List.of(
                        new Amounts(new BigDecimal("1234567.80"), -12345, 0.5f),
                        new Amounts(new BigDecimal("1.5E+3"), 7, 1000f)));
        bothWays(
                options,
                "exact;whole;small\n1234,50;-12345;1,0E10\n",
                Amounts.class,
                List.of(new Amounts(new BigDecimal("1234.50"), -12345, 1e10f)));
        assertThat(load(", grouping: \" \"", "exact,whole,small\n1 234.5,1\u202f234,1\u00a0000\n", Amounts.class))
                .isEqualTo(List.of(new Amounts(new BigDecimal("1234.5"), 1234, 1000f)));
    }

    @Test
    void groupsThatHaveNotThreeDigits_areRefused() {
        assertThatThrownBy(() -> load(", decimal: \",\", grouping: \".\"", "name,price,count\na,1.5,\n", Sale.class))
                .hasMessage("dataset \"d\" (d.csv:2:3): column \"price\": \"1.5\" is not a number with \",\" before the"
                        + " fraction and with \".\" between groups of three digits");
    }

    @Test
    void wordsForNull_areNullWithoutQuotes() {
        String options = ", nulls: [NA, NULL, \"\\\\N\"]";
        List<Sale> sales = List.of(new Sale(null, 1, Optional.empty()), new Sale("NA", 2, Optional.of(3)));
        assertThat(load(options, "name,price,count\nNULL,1,\\N\n\"NA\",2,3\n", Sale.class))
                .isEqualTo(sales);
        assertThat(load(options, "name,price,count\n,1,\"NA\"\n\"NA\",2,3\n", Sale.class))
                .isEqualTo(sales);
        bothWays(options, "name,price,count\nNA,1.0,NA\n\"NA\",2.0,3\n", Sale.class, sales);
        refused(
                ", nulls: [\"-999\"]",
                Sale.class,
                new Sale("a", 1, Optional.of(-999)),
                "record 1: column \"count\": \"-999\" would be read as null");
    }

    @Test
    void linesBeforeTheHeader_areSkipped_andSuchFilesAreNotWritten() {
        assertThat(load(", skip-lines: 2", "Report \"of\r\n\r\na,b\r\n1,2\r\n", Pair.class))
                .isEqualTo(List.of(new Pair("1", "2")));
        assertThatThrownBy(() -> load(", skip-lines: 3", "x\ny\n", Pair.class))
                .hasMessage("dataset \"d\" (d.csv): the file has 2 lines, but \"skip-lines\" is 3");
        refused(", skip-lines: 1", Pair.class, new Pair("1", "2"), "a dataset with \"skip-lines\" can only be read");
    }

    @Test
    void comments_areLeftOut_andCellsLikeThemAreQuoted() {
        assertThat(load(", comment: \"#\"", "# \"x\na,b\n#1,2\n1,#2\n", Pair.class))
                .isEqualTo(List.of(new Pair("1", "#2")));
        bothWays(", comment: \"%\"", "a,b\n\"%x\",%y\n", Pair.class, List.of(new Pair("%x", "%y")));
    }

    @Test
    void separatorLine_givesTheDelimiter() {
        List<Pair> pairs = List.of(new Pair("1", "2"));
        assertThat(load(", sep-line: true", "sep=;\r\na;b\r\n1;2\r\n", Pair.class))
                .isEqualTo(pairs);
        assertThat(load(", sep-line: true", "\"sep=|\"\na|b\n1|2\n", Pair.class))
                .isEqualTo(pairs);
        assertThat(load(", sep-line: true", "a,b\n1,2\n", Pair.class)).isEqualTo(pairs);
        bothWays(", sep-line: true, delimiter: \"\\t\"", "sep=\t\na\tb\n1\t2\n", Pair.class, pairs);
        assertThatThrownBy(() -> load("", "sep=;\na;b\n1;2\n", Pair.class))
                .hasMessage("dataset \"d\" (d.csv:1): no column \"a\", no column \"b\"; the file has sep=;; set"
                        + " \"sep-line: true\" for a file that begins with sep=");
    }

    @Test
    void blanksAroundCellsAndQuotes_areTrimmed_butNotInQuotes() {
        assertThat(load(", trim: true", " a , b\t\n 1 , \" 2 \" \n   \n,  \n", Pair.class))
                .isEqualTo(List.of(new Pair("1", " 2 "), new Pair(null, null)));
        assertThat(load(", trim: true", "name,price,count\nx, 1.5 , 2\n", Sale.class))
                .isEqualTo(List.of(new Sale("x", 1.5, Optional.of(2))));
        bothWays(", trim: true", "a,b\n\" x\",y z\n", Pair.class, List.of(new Pair(" x", "y z")));
    }

    @Test
    void escapeCharacter_isReadAndWritten() {
        String options = ", escape: \"\\\\\"";
        assertThat(load(options, "a,b\n\"x\\\"y\",1\\,2\n\\\"q,a\\nb\\\\\n", Pair.class))
                .isEqualTo(List.of(new Pair("x\"y", "1,2"), new Pair("\"q", "a\nb\\")));
        bothWays(options, "a,b\n\"x\\\"y\",\"c\\\\\"\n", Pair.class, List.of(new Pair("x\"y", "c\\")));
    }

    @Test
    void linesOfDatabases_withoutQuotes_areReadAndWritten() {
        String options = ", delimiter: \"\\t\", quote: none, escape: \"\\\\\", nulls: [\"\\\\N\"]";
        bothWays(
                options,
                "a\tb\n\\N\t\"x\"\na\\\tb\t1\\n2\\\\\nN\t\\\\N\n",
                Pair.class,
                List.of(new Pair(null, "\"x\""), new Pair("a\tb", "1\n2\\"), new Pair("N", "\\N")));
        refused(options, Pair.class, new Pair("", "x"), "record 1: an empty text cannot be written without quotes");
    }

    @Test
    void withoutQuotes_quotesAreOrdinaryCharacters() {
        bothWays(", quote: none", "a,b\n\"x,y\"\n", Pair.class, List.of(new Pair("\"x", "y\"")));
        refused(
                ", quote: none",
                Pair.class,
                new Pair("x,y", "z"),
                "record 1: \"x,y\" cannot be written without quotes or an escape character");
    }

    @Test
    void badRows_areLeftOut_upToALimit() {
        String content = "n\n1\nx\n2,3\n10\n\"4\"5\n4\n";
        assertThat(load(", bad-rows: skip", content, Limited.class))
                .isEqualTo(List.of(new Limited(1), new Limited(2 + 2)));
        assertThat(load(", bad-rows: skip, max-bad-rows: 4", content, Limited.class))
                .isEqualTo(List.of(new Limited(1), new Limited(4)));
        assertThatThrownBy(() -> load(", bad-rows: skip, max-bad-rows: 3", content, Limited.class))
                .hasMessage("""
                        dataset "d" (d.csv): 4 rows cannot be read, but "max-bad-rows" is 3:
                          d.csv:3:1: column "n": "x" is not an int
                          d.csv:4: the line has 2 cells, but there is 1 column
                          d.csv:5: CsvOptionsTest.Limited refuses the row: n is above 9
                          d.csv:6:4: a delimiter or the end of the line must follow a closing quote""");
    }

    @Test
    void severalPatterns_areTriedInOrder_andTheFirstIsWritten() {
        String options = ", formats: {first: [\"yyyy-MM-dd\", dd.MM.yyyy], LocalDate: d/M/yy}";
        assertThat(load(options, "first,second,third\n31.01.2026,1/2/26,2026-01-31T08:30\n", Times.class))
                .isEqualTo(List.of(new Times(
                        LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1), LocalDateTime.of(2026, 1, 31, 8, 30))));
        bothWays(
                options,
                "first,second,third\n2026-01-31,1/2/26,2026-01-31T08:30\n",
                Times.class,
                List.of(new Times(
                        LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1), LocalDateTime.of(2026, 1, 31, 8, 30))));
        assertThatThrownBy(() -> load(", formats: {day: [d.M.yyyy, yyyy]}", "day\n2026\n", Day.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the pattern \"yyyy\" is incomplete for a LocalDate");
        assertThatThrownBy(() -> load(", formats: {LocalDate: [d.M.yyyy, d/M/yyyy]}", "day\n1-2-2026\n", Day.class))
                .hasMessage("dataset \"d\" (d.csv:2:1): column \"day\": \"1-2-2026\" is not a date or time of the form"
                        + " d.M.yyyy or d/M/yyyy");
    }

    @Test
    void dateThatThePatternWouldChange_isRefused() {
        refused(
                ", formats: {day: d.M.yy}",
                Day.class,
                new Day(LocalDate.of(1926, 1, 31)),
                "record 1: column \"day\": 1926-01-31 cannot be written as a date or time of the form d.M.yy");
    }

    @Test
    void locale_givesTheNamesOfMonths() {
        assertThat(load(", formats: {day: d. MMMM yyyy}, locale: de", "day\n1. März 2026\n", Day.class))
                .isEqualTo(List.of(new Day(LocalDate.of(2026, 3, 1))));
        assertThat(load(", formats: {day: dd-MMM-yyyy}", "day\n01-MAR-2026\n", Day.class))
                .isEqualTo(List.of(new Day(LocalDate.of(2026, 3, 1))));
        assertThat(load(", formats: {day: d MMM yyyy}, locale: de", "day\n1 Mär 2026\n1 Jan. 2026\n", Day.class))
                .isEqualTo(List.of(new Day(LocalDate.of(2026, 3, 1)), new Day(LocalDate.of(2026, 1, 1))));
    }

    @Test
    void wordsForTrueAndFalse_areReadInAnyCase_andTheFirstIsWritten() {
        String options = ", true-words: [yes, \"1\"], false-words: [no, \"0\"]";
        assertThat(load(options, "a,b\nYES,0\n1,\n", Flags.class))
                .isEqualTo(List.of(new Flags(true, Optional.of(false)), new Flags(true, Optional.empty())));
        bothWays(options, "a,b\nyes,no\n", Flags.class, List.of(new Flags(true, Optional.of(false))));
        assertThatThrownBy(() -> load(options, "a,b\ntrue,\n", Flags.class))
                .hasMessage("dataset \"d\" (d.csv:2:1): column \"a\": \"true\" is not one of yes, 1, no, 0");
    }

    record Reals(double a, Optional<Float> b) {}

    @Test
    void wordsForInfinityAndNan_areReadAndWritten() {
        String options = ", infinity: Inf, nan: nan";
        List<Reals> rows = List.of(
                new Reals(Double.POSITIVE_INFINITY, Optional.of(Float.NaN)),
                new Reals(Double.NEGATIVE_INFINITY, Optional.of(1.5f)));
        bothWays(options, "a,b\nInf,nan\n-Inf,1.5\n", Reals.class, rows);
        bothWays(options + ", decimal: \",\", delimiter: \";\"", "a;b\nInf;nan\n-Inf;1,5\n", Reals.class, rows);
        assertThatThrownBy(() -> load(options, "a,b\nInfinity,\n", Reals.class))
                .hasMessage("dataset \"d\" (d.csv:2:1): column \"a\": \"Infinity\" is not a number");
        assertThatThrownBy(() -> load(options, "a,b\n+Inf,\n", Reals.class))
                .hasMessageContaining("\"+Inf\" is not a number");
    }

    @Test
    void optionsOfCells_holdForMapsAndLists() {
        assertThat(load(", trim: true, nulls: [NA]", "a , b\nNA, x\n", Types.TEXTS))
                .isEqualTo(List.of(List.of("a", "b"), Arrays.asList(null, "x")));
    }

    static Stream<Arguments> conflicts() {
        return Stream.of(
                arguments("escape: '\"'", "\"escape\" must be another character than \"quote\""),
                arguments("comment: \",\"", "\"comment\" must be another character than \"delimiter\""),
                arguments("grouping: \".\"", "\"grouping\" must be another character than \"decimal\""),
                arguments("decimal: \"e\"", "\"decimal\" must not be a letter, a digit or a sign"),
                arguments("nulls: NA", "\"nulls\" must be a list of texts, not \"NA\""),
                arguments("nulls: []", "\"nulls\" must be a list of texts, not an empty list"),
                arguments("nulls: [[a]]", "\"nulls\" must be a list of texts, but has a group of values"),
                arguments(
                        "nulls: [\"a,b\"]",
                        "\"nulls\" has \"a,b\"; a word must not have blanks at its ends, a delimiter, a quote or a line"
                                + " break, nor begin with the character of comments"),
                arguments("true-words: [\"no\", FALSE]", "\"FALSE\" cannot stand for both true and false"),
                arguments("false-words: [NA], nulls: [NA]", "\"false-words\" has \"NA\", which stands for null"),
                arguments("infinity: NA, nulls: [NA]", "\"infinity\" is \"NA\", which stands for null"),
                arguments("nan: Infinity", "\"nan\" must be another word than \"infinity\""),
                arguments("nan: \"-1\"", "\"nan\" must be a word, not \"-1\""),
                arguments("max-bad-rows: 5", "\"max-bad-rows\" needs \"bad-rows: skip\""),
                arguments("bad-rows: skp", "\"bad-rows\" must be fail or skip, not \"skp\"; did you mean \"skip\"?"),
                arguments("locale: xx-yy", "\"locale\" must be a language such as de or fr-CA, not \"xx-yy\""),
                arguments(
                        "formats: {a: {b: c}}",
                        "\"formats.a\" must be a text or a list of texts, not a group of values"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void optionsThatDoNotFit_areRefusedAtTheirPlace(String options, String message) {
        TestProject project = TestProject.inMemory().catalog("d: {type: csv, path: d.csv, " + options + "}");
        assertThatThrownBy(project.catalog()::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("(?s)\\S*catalog.yml:1:\\d+: \\Q" + message + "\\E");
    }
}
