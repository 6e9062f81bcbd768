package dev.freshet.spark;

import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.OpenedDataset;
import dev.freshet.dataset.Option;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

/** Tables that Spark reads and writes: {@code {type: spark, path: data/flights}}. */
public final class SparkProvider implements DatasetProvider {
    static final String SETTINGS = "spark";
    private static final String DATASET = "org.apache.spark.sql.Dataset";

    /** For the service loader. */
    public SparkProvider() {}

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public String holds() {
        return "a Dataset<Row>, or a Dataset<T> of records, beans or single values";
    }

    @Override
    public boolean accepts(Type type) {
        return type instanceof ParameterizedType
                && JavaTypes.raw(type).getName().equals(DATASET);
    }

    @Override
    public List<Option> options() {
        return TableOptions.DECLARED;
    }

    @Override
    public Set<String> processBound() {
        return Set.of(DATASET, SessionProvider.SESSION);
    }

    @Override
    public String settings() {
        return SETTINGS;
    }

    @Override
    public OpenedDataset open(DatasetRequest request) {
        SessionSettings settings = SessionSettings.of(request.settings());
        SparkClasses.require();
        TableOptions options = TableOptions.of(request.options());
        TablePlace place = TablePlace.of(options.path(), request.directory());
        return new SparkTable(request.name(), options, place, settings);
    }
}
