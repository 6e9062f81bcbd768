package dev.freshet.spark;

import dev.freshet.dataset.DatasetException;
import java.io.IOException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** A table as a {@code Dataset} of Spark, which reads the rows on demand. */
final class SparkDataset implements dev.freshet.dataset.Dataset<Object> {
    private final String name;
    private final TableOptions options;
    private final TablePlace place;
    private final TableFiles files;
    private final TableContent content;
    private final SessionSettings settings;
    private final RowType type;

    SparkDataset(
            String name,
            TableOptions options,
            TablePlace place,
            TableFiles files,
            TableContent content,
            SessionSettings settings,
            RowType type) {
        this.name = name;
        this.options = options;
        this.place = place;
        this.files = files;
        this.content = content;
        this.settings = settings;
        this.type = type;
    }

    private SparkSession session() {
        try {
            return SparkSessions.get(settings);
        } catch (IllegalStateException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    private DatasetException failure(String problem, @Nullable Throwable cause) {
        return new DatasetException(name, place.shown(), problem, cause);
    }

    @Override
    public Object load() {
        if (!exists()) {
            throw failure("there is no table there", null);
        }
        SparkSession session = session();
        DataFrameReader reader = session.read().format(options.format().word()).options(options.forSpark());
        options.schema().ifPresentOrElse(columns -> declare(reader, columns), () -> {
            if (!options.format().hasSchema()) {
                type.schema().ifPresent(reader::schema);
            }
        });
        try {
            String path = files.readable(place.uri());
            CachedRows.dropChanged(session, path, content.stamp());
            Dataset<Row> rows = reader.load(path);
            return type.of(rows);
        } catch (IOException e) {
            throw failure("cannot be read: " + SparkErrors.describe(e), e);
        } catch (RowType.Mismatch e) {
            throw failure(String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            throw failure("cannot be read: " + SparkErrors.describe(e), e);
        }
    }

    private void declare(DataFrameReader reader, String columns) {
        try {
            reader.schema(columns);
        } catch (Exception e) {
            throw failure("the option \"schema\" is wrong: " + SparkErrors.describe(e), e);
        }
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw failure("null cannot be saved", null);
        }
        try (TableReplacement replacement = files.replace()) {
            write((Dataset<?>) value, replacement.uri());
            replacement.stage(options.isOneFile());
            content.checkBeforeReplacing();
            replacement.commit();
        } catch (DatasetException e) {
            throw e;
        } catch (Exception e) {
            throw failure("cannot be written: " + SparkErrors.describe(e), e);
        }
    }

    private void write(Dataset<?> rows, String uri) {
        DataFrameWriter<?> writer = (options.isOneFile() ? rows.coalesce(1) : rows)
                .write()
                .format(options.format().word())
                .options(options.forWriting())
                .mode(SaveMode.ErrorIfExists);
        if (!options.partitionBy().isEmpty()) {
            writer.partitionBy(options.partitionBy().toArray(String[]::new));
        }
        writer.save(uri);
    }

    @Override
    public boolean exists() {
        try {
            return files.exists();
        } catch (IOException e) {
            throw failure("cannot be reached: " + SparkErrors.describe(e), e);
        }
    }

    @Override
    public String location() {
        return place.shown();
    }
}
