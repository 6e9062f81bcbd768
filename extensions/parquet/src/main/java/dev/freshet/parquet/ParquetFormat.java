package dev.freshet.parquet;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The dataset type {@code parquet}. */
public final class ParquetFormat implements FileFormat {
    private static final String COMPRESSION = "compression";
    private static final String ROW_GROUP_SIZE = "row-group-size";
    private static final int MOST_MEGABYTES = 1024;

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
    public Set<String> options() {
        return Set.of(COMPRESSION, ROW_GROUP_SIZE);
    }

    @Override
    public FileCodec open(Type type, Map<String, String> options) {
        Class<?> row = (Class<?>) FileFormat.element(type).orElseThrow();
        boolean lossless = ColumnTypes.check(row);
        return new ParquetCodec<>(
                row,
                compression(options.getOrDefault(COMPRESSION, "gzip")),
                megabytes(options.getOrDefault(ROW_GROUP_SIZE, "32")) << 20,
                lossless);
    }

    private static CompressionCodecName compression(String word) {
        CompressionCodecName codec = Codecs.BY_WORD.get(word);
        if (codec == null) {
            String hint = NearestName.of(word, Codecs.BY_WORD.keySet())
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            throw new IllegalArgumentException("\"" + COMPRESSION + "\" must be one of "
                    + String.join(", ", Codecs.BY_WORD.keySet()) + ", not \"" + word + "\"" + hint);
        }
        return codec;
    }

    private static long megabytes(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= MOST_MEGABYTES) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("\"" + ROW_GROUP_SIZE + "\" must be a number of megabytes from 1 to "
                + MOST_MEGABYTES + ", not \"" + text + "\"");
    }
}
