package dev.freshet.dataset.catalog;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Makes CSV files in random dialects, with the values that they hold. */
final class TableGenerator {
    /**
     * A file.
     *
     * @param rows the values by row, null where there is none
     */
    record Table(String name, byte[] content, List<List<Object>> rows, String dialect) {}

    /** Makes a random value, and writes it. */
    private record Kind(Function<Random, Object> value, Function<Object, String> text) {}

    private final Random random;
    private char delimiter;
    private char quote;
    private char decimal;
    private String grouping = "";
    private String nullWord = "";
    private boolean blanks;
    private boolean wideQuotes;
    private List<String> truth = List.of();
    private String letters = "";

    TableGenerator(long seed) {
        random = new Random(seed);
    }

    @SafeVarargs
    private final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    Table next(int number) {
        delimiter = one(',', ',', ';', ';', '\t', '|');
        quote = one('"', '"', '\'');
        decimal = delimiter == ',' ? '.' : one('.', ',');
        grouping = one("", "", decimal == ',' ? "." : "'");
        nullWord = one("", "", "NA", "NULL", "n/a");
        blanks = delimiter != '\t' && random.nextInt(5) == 0;
        wideQuotes = random.nextInt(4) == 0;
        truth = one(List.of("true", "false"), List.of("yes", "no"), List.of("Y", "N"), List.of("Ja", "Nein"));
        Charset encoding = one(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                Charset.forName("windows-1252"),
                StandardCharsets.UTF_16);
        letters = "é";
        boolean hasHeader = random.nextInt(5) > 0;
        boolean hasSep = random.nextInt(8) == 0;
        int preamble = hasSep || !hasHeader ? 0 : one(0, 0, 0, 1, 2);
        boolean hasComments = random.nextInt(6) == 0;
        String lineEnd = one("\n", "\r\n");
        List<Kind> kinds = kinds();
        int count = 30 + random.nextInt(40);
        List<List<Object>> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < preamble; i++) {
            lines.add(one("Report of sales", "exported by x", "Q1"));
        }
        if (hasSep) {
            lines.add("sep=" + delimiter);
        }
        if (hasHeader) {
            lines.add(header(kinds.size()));
        }
        for (int i = 0; i < count; i++) {
            if (hasComments && random.nextInt(10) == 0) {
                lines.add("# a remark, or two; and more");
            }
            List<Object> row = row(kinds, i);
            rows.add(row);
            lines.add(line(kinds, row));
        }
        String text = String.join(lineEnd, lines) + (random.nextBoolean() ? lineEnd : "");
        String ending = delimiter == '\t' ? one(".tsv", ".csv") : ".csv";
        String dialect =
                "delimiter %s quote %s decimal %s grouping '%s' null '%s' blanks %s wide %s header %s sep %s preamble %d comments %s %s"
                        .formatted(
                                delimiter,
                                quote,
                                decimal,
                                grouping,
                                nullWord,
                                blanks,
                                wideQuotes,
                                hasHeader,
                                hasSep,
                                preamble,
                                hasComments,
                                encoding);
        return new Table("table" + number + ending, text.getBytes(encoding), rows, dialect);
    }

    private String header(int width) {
        List<String> names = new ArrayList<>(Arrays.asList(
                "Order ID",
                "unit_price",
                "class",
                "naïve",
                "TOTAL",
                "x.y",
                "(%)",
                "When?",
                "first-name",
                "a b c",
                "K",
                "l2"));
        List<String> header = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            String name = names.remove(random.nextInt(names.size()));
            header.add(name);
        }
        return String.join(blanks ? delimiter + " " : String.valueOf(delimiter), header);
    }

    private List<Kind> kinds() {
        List<Kind> all = new ArrayList<>(List.of(
                new Kind(r -> r.nextInt(200) - 100, String::valueOf),
                new Kind(r -> r.nextInt(200) - 100, String::valueOf),
                new Kind(r -> 10_000_000_000L + r.nextInt(1_000_000), v -> grouped(v.toString())),
                new Kind(r -> (r.nextInt(2_000_000) - 1_000_000) / 100.0, v -> grouped(digits((Double) v))),
                new Kind(
                        r -> new BigDecimal("1234567890123456.").add(BigDecimal.valueOf(1 + 2L * r.nextInt(5000), 4)),
                        v -> grouped(((BigDecimal) v).toPlainString())),
                new Kind(r -> "w" + r.nextInt(50) + one("", " é", " " + delimiter + "z", "x" + quote + "y"), v ->
                        (String) v),
                new Kind(r -> "w" + r.nextInt(50) + letters, v -> (String) v),
                new Kind(r -> String.format(Locale.ROOT, "0%04d", r.nextInt(10_000)), v -> (String) v),
                new Kind(Random::nextBoolean, v -> truth.get((Boolean) v ? 0 : 1)),
                new Kind(r -> new UUID(r.nextLong(), r.nextLong()), String::valueOf),
                dated(one(
                        "yyyy-MM-dd",
                        "dd.MM.yyyy",
                        "d/M/yyyy",
                        "MM/dd/yyyy",
                        "yyyy/MM/dd",
                        "dd-MMM-yyyy",
                        "d. MMMM yyyy")),
                timed(one("yyyy-MM-dd HH:mm:ss", "dd.MM.yyyy HH:mm", "M/d/yyyy h:mm a", "yyyy-MM-dd'T'HH:mm")),
                new Kind(r -> LocalTime.of(r.nextInt(24), r.nextInt(60)), String::valueOf)));
        List<Kind> chosen = new ArrayList<>(List.of(all.remove(0)));
        int width = 2 + random.nextInt(7);
        while (chosen.size() < width) {
            chosen.add(all.remove(random.nextInt(all.size())));
        }
        return chosen;
    }

    private Kind dated(String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        return new Kind(
                r -> LocalDate.of(2000 + r.nextInt(30), 1 + r.nextInt(12), 1 + r.nextInt(28)),
                v -> format.format((LocalDate) v));
    }

    private Kind timed(String pattern) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        boolean hasSeconds = pattern.contains("ss");
        return new Kind(
                r -> LocalDateTime.of(
                        2000 + r.nextInt(30),
                        1 + r.nextInt(12),
                        1 + r.nextInt(28),
                        r.nextInt(24),
                        r.nextInt(60),
                        hasSeconds ? r.nextInt(60) : 0),
                v -> format.format((LocalDateTime) v));
    }

    private static String digits(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    /** Groups are written only where there is a comma or a point that shows what they are. */
    private String grouped(String number) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String fraction = point < 0 ? "" : decimal + number.substring(point + 1);
        if (!grouping.equals("'") || quote == '\'') {
            return whole + fraction;
        }
        return whole.replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", grouping) + fraction;
    }

    private List<Object> row(List<Kind> kinds, int index) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            boolean isNull = i > 0 && index > 15 && random.nextInt(8) == 0 && kinds.size() > 2 && i % 2 == 1;
            Object value = kinds.get(i).value().apply(random);
            // In a column of texts, NA can be a text.
            row.add(isNull && (nullWord.isEmpty() || !(value instanceof String)) ? null : value);
        }
        return row;
    }

    private String line(List<Kind> kinds, List<Object> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            boolean isText = row.get(i) instanceof String;
            cells.add(row.get(i) == null ? nullWord : cell(kinds.get(i).text().apply(row.get(i)), isText));
        }
        return String.join(blanks ? delimiter + " " : String.valueOf(delimiter), cells);
    }

    private String cell(String text, boolean isText) {
        boolean needs = text.indexOf(delimiter) >= 0 || text.indexOf(quote) >= 0 || text.startsWith("#");
        if (!needs && !(wideQuotes && isText)) {
            return text;
        }
        return quote + text.replace(String.valueOf(quote), String.valueOf(quote) + quote) + quote;
    }

    /** Returns a value as a table without options can hold it. */
    static Object plain(Object component) {
        Object value = component instanceof Optional<?> maybe ? maybe.orElse(null) : component;
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }
}
