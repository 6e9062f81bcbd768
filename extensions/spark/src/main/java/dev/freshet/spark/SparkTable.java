package dev.freshet.spark;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.Optional;

/** A table of the catalog. Spark starts only when the table is loaded or saved. */
final class SparkTable implements OpenedDataset {
    private final String name;
    private final TableOptions options;
    private final TablePlace place;
    private final SessionSettings settings;
    private final TableFiles files;
    private final TableContent content;

    SparkTable(String name, TableOptions options, TablePlace place, SessionSettings settings) {
        this.name = name;
        this.options = options;
        this.place = place;
        this.settings = settings;
        files = place instanceof TablePlace.Local local
                ? new LocalFiles(local.path())
                : new HadoopFiles(place.uri(), settings);
        content = new TableContent(name, place, files);
    }

    @Override
    public StoredContent content() {
        return content;
    }

    @Override
    public Optional<String> place() {
        return Optional.of(place.name());
    }

    @Override
    public Dataset<Object> dataset(Type type) {
        Type element = JavaTypes.argument(type, 0);
        return new SparkDataset(name, options, place, files, content, settings, RowType.of(element));
    }
}
