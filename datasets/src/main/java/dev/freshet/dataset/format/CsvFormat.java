package dev.freshet.dataset.format;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionException.Mistake;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.JavaTypes;
import dev.freshet.wiring.ReflectedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The dataset type {@code csv}: tables as comma-separated values. */
final class CsvFormat implements FileFormat {
    private static final String DELIMITER = "delimiter";
    private static final String QUOTE = "quote";
    private static final String HEADER = "header";
    private static final String ENCODING = "encoding";
    static final String FORMATS = "formats";
    private static final String COLUMNS = "columns";

    private static final List<Option> OPTIONS = List.of(
            Option.character(DELIMITER, ',', "The character between cells.")
                    .presetFor(".tsv", '\t')
                    .comparedByMeaning(),
            Option.character(
                            QUOTE, '"', "The character around cells that contain a delimiter, a quote or a line break.")
                    .comparedByMeaning(),
            Option.flag(HEADER, true, "Whether the first line names the columns.")
                    .comparedByMeaning(),
            Option.encoding(ENCODING, "The encoding of the file.").comparedByMeaning(),
            Option.texts(FORMATS, "The patterns of dates and times, by component or column."),
            Option.texts(COLUMNS, "The headers of components that have another name in the file."));

    @Override
    public String name() {
        return BuiltInType.CSV.word();
    }

    @Override
    public String holds() {
        return BuiltInType.CSV.holds();
    }

    @Override
    public boolean accepts(Type type) {
        return BuiltInType.CSV.accepts(new ReflectedType(type));
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public void check(OptionValues options) {
        if (options.character(DELIMITER) == options.character(QUOTE)) {
            throw new OptionException(QUOTE, "\"quote\" must be another character than \"delimiter\"");
        }
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(options.encoding(ENCODING));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        Type row = JavaTypes.element(type);
        Class<?> raw = JavaTypes.raw(row);
        CsvCodec.Dialect dialect = new CsvCodec.Dialect(
                options.character(DELIMITER),
                options.character(QUOTE),
                options.flag(HEADER),
                options.encoding(ENCODING));
        Map<String, String> formats = options.texts(FORMATS);
        Map<String, String> columns = options.texts(COLUMNS);
        List<Mistake> mistakes = raw.isRecord()
                ? unknownComponents(raw, formats, columns)
                : forRecordsOnly(row, Map.of(FORMATS, formats, COLUMNS, columns));
        if (!mistakes.isEmpty()) {
            throw new OptionException(mistakes);
        }
        if (!raw.isRecord()) {
            return new CsvCodec(dialect, raw == Map.class ? MapRows::new : ListRows::new, false);
        }
        Supplier<Rows> rows = () -> new RecordRows(raw, formats, columns);
        requireRows(rows);
        boolean lossless =
                formats.isEmpty() && dialect.encoding().equals(StandardCharsets.UTF_8) && LosslessTypes.inTable(row);
        return new CsvCodec(dialect, rows, lossless);
    }

    /** Creates rows once, so that mistakes of the record are reported before the run. */
    private static void requireRows(Supplier<Rows> rows) {
        try {
            Objects.requireNonNull(rows.get());
        } catch (MalformedContent e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    private static List<Mistake> forRecordsOnly(Type row, Map<String, Map<String, String>> given) {
        return given.entrySet().stream()
                .filter(option -> !option.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .map(option -> new Mistake(
                        option, "", "\"" + option + "\" is for rows that are records, not for " + JavaTypes.show(row)))
                .toList();
    }

    private static List<Mistake> unknownComponents(
            Class<?> record, Map<String, String> formats, Map<String, String> columns) {
        Set<String> components = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> formattable = new LinkedHashSet<>(components);
        formattable.addAll(columns.values());
        List<Mistake> mistakes = new ArrayList<>(unknown(COLUMNS, columns.keySet(), components, record));
        mistakes.addAll(unknown(FORMATS, formats.keySet(), formattable, record));
        return mistakes;
    }

    private static List<Mistake> unknown(String option, Set<String> given, Set<String> legal, Class<?> record) {
        return given.stream()
                .filter(key -> !legal.contains(key))
                .map(key -> new Mistake(
                        option,
                        key,
                        "\"" + option + "\" has \"" + key + "\", which is not a component of " + JavaTypes.show(record)
                                + "; " + NearestName.hint(key, legal)))
                .toList();
    }
}
