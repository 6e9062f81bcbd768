package dev.freshet.dataset.format;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionException.Mistake;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.cell.DatePatterns;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.JavaTypes;
import dev.freshet.wiring.ReflectedType;
import java.io.IOException;
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
        return CsvOptions.ALL;
    }

    @Override
    public void check(OptionValues options) {
        CsvOptions.check(options);
    }

    @Override
    public Optional<Charset> encoding(OptionValues options) {
        return Optional.of(options.encoding(CsvOptions.ENCODING));
    }

    @Override
    public List<String> endings() {
        return List.of(".csv", ".tsv", ".tab", ".psv");
    }

    @Override
    public Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.of(CsvInference.of(file.stream(), rows));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        Type row = JavaTypes.element(type);
        Class<?> raw = JavaTypes.raw(row);
        CsvDialect dialect = CsvOptions.dialect(options);
        CsvColumns columns = CsvOptions.columns(options);
        CsvFaults.Policy badRows = CsvOptions.badRows(options);
        List<Mistake> mistakes = raw.isRecord()
                ? unknownComponents(raw, columns)
                : forRecordsOnly(row, options, List.of(CsvOptions.COLUMNS, CsvOptions.FORMATS));
        if (!mistakes.isEmpty()) {
            throw new OptionException(mistakes);
        }
        if (!raw.isRecord()) {
            return new CsvCodec(dialect, raw == Map.class ? MapRows::new : ListRows::new, badRows, false);
        }
        Supplier<Rows> rows = () -> new RecordRows(row, columns);
        requireRows(rows);
        boolean lossless = columns.formats().isEmpty()
                && dialect.encoding().equals(StandardCharsets.UTF_8)
                && LosslessTypes.inTable(row);
        return new CsvCodec(dialect, rows, badRows, lossless);
    }

    /** Creates rows once, so that mistakes of the record are reported before the run. */
    private static void requireRows(Supplier<Rows> rows) {
        try {
            Objects.requireNonNull(rows.get());
        } catch (MalformedContent e) {
            throw new IllegalArgumentException(e.problem(), e);
        }
    }

    private static List<Mistake> forRecordsOnly(Type row, OptionValues options, List<String> names) {
        return names.stream()
                .filter(options::isGiven)
                .map(option -> new Mistake(
                        option, "", "\"" + option + "\" is for rows that are records, not for " + JavaTypes.show(row)))
                .toList();
    }

    private static List<Mistake> unknownComponents(Class<?> record, CsvColumns columns) {
        Set<String> components = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> formattable = new LinkedHashSet<>(components);
        formattable.addAll(columns.headers().values());
        formattable.addAll(DatePatterns.typeNames());
        List<Mistake> mistakes =
                new ArrayList<>(unknown(CsvOptions.COLUMNS, columns.headers().keySet(), components, record));
        Set<String> unknown = new LinkedHashSet<>(columns.formats().keySet());
        unknown.removeAll(DatePatterns.typeNames());
        mistakes.addAll(unknown(CsvOptions.FORMATS, unknown, formattable, record));
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
