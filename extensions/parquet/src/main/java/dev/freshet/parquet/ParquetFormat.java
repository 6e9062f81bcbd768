package dev.freshet.parquet;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/** The dataset type {@code parquet}. */
public final class ParquetFormat implements FileFormat {
    private static final String COMPRESSION = "compression";
    private static final String ROW_GROUP_SIZE = "row-group-size";
    private static final List<Option> OPTIONS = List.of(
            Option.words(
                    COMPRESSION,
                    "gzip",
                    List.of("none", "gzip", "snappy", "zstd", "lz4"),
                    "The compression inside the file."),
            Option.whole(
                    ROW_GROUP_SIZE, 32, "megabytes", 1, 1024, "The size of the groups in which rows are written."));

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
        return FileFormat.element(type)
                .filter(element -> element instanceof Class<?> row && row.isRecord())
                .isPresent();
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        Class<?> row = (Class<?>) FileFormat.element(type).orElseThrow();
        boolean lossless = ColumnTypes.check(row);
        return new ParquetCodec<>(
                row,
                Objects.requireNonNull(Codecs.BY_WORD.get(options.text(COMPRESSION)), "the option's words are these"),
                options.number(ROW_GROUP_SIZE) << 20,
                lossless);
    }
}
