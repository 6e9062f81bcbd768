package dev.freshet.parquet;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionException.Mistake;
import dev.freshet.dataset.OptionValues;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The dataset type {@code parquet}. */
public final class ParquetFormat implements FileFormat {
    private static final String COMPRESSION = "compression";
    private static final String ROW_GROUP_SIZE = "row-group-size";
    private static final String TIME_UNIT = "time-unit";
    static final String COLUMNS = "columns";
    private static final List<Option> OPTIONS = List.of(
            Option.words(
                    COMPRESSION,
                    "gzip",
                    List.of("none", "gzip", "snappy", "zstd", "lz4"),
                    "The compression inside the file."),
            Option.whole(ROW_GROUP_SIZE, 32, "megabytes", 1, 1024, "The size of the groups in which rows are written."),
            Option.words(
                    TIME_UNIT,
                    "nanos",
                    List.of("nanos", "micros", "millis"),
                    "The unit in which times, and dates with times, are written."),
            Option.texts(COLUMNS, "The columns of components that have another name in the file."));

    /** For the service loader. */
    public ParquetFormat() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String holds() {
        return "a List, Collection or Iterable of records";
    }

    @Override
    public boolean accepts(Type type) {
        return FileFormat.row(type).isPresent();
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public List<String> endings() {
        return List.of(".parquet");
    }

    @Override
    public Optional<Inferred> infer(FileSource file, int rows) throws IOException {
        return Optional.of(ParquetInference.of(RowReader.schema(file.file())));
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        ParquetVersions.requireOne();
        JavaType.Row row = JavaType.of(FileFormat.row(type).orElseThrow());
        Map<String, String> columns = options.texts(COLUMNS);
        List<String> components = row.binding().names();
        requireComponents(columns, components, row.binding().shown());
        List<String> names = components.stream()
                .map(name -> columns.getOrDefault(name, name))
                .toList();
        return new ParquetCodec(
                row,
                names,
                Objects.requireNonNull(Codecs.BY_WORD.get(options.text(COMPRESSION)), "the option's words are these"),
                Moments.unit(options.text(TIME_UNIT)),
                options.number(ROW_GROUP_SIZE) << 20);
    }

    private static void requireComponents(Map<String, String> columns, List<String> components, String record) {
        List<Mistake> mistakes = columns.keySet().stream()
                .filter(key -> !components.contains(key))
                .map(key -> new Mistake(
                        COLUMNS,
                        key,
                        "\"" + COLUMNS + "\" has \"" + key + "\", which is not a component of " + record + "; "
                                + NearestName.hint(key, components)))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new OptionException(mistakes);
        }
    }
}
