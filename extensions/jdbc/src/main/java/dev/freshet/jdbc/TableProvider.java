package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetRequest;
import java.util.Set;

/** Tables of databases: {@code {type: table, table: flights, credentials: db}}. */
public final class TableProvider extends DatabaseProvider {
    private static final String TABLE = "table";

    /** For the service loader. */
    public TableProvider() {}

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public Set<String> options() {
        return Set.of(TABLE, COLUMNS, VERSION, Settings.FETCH_SIZE, Settings.MODE, Settings.CREATE);
    }

    @Override
    Source source(DatasetRequest request, Access access) {
        String name = request.option(TABLE)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the option \"table\" is missing: the table's name"));
        return new Table("table " + name + " of " + access.name(), name);
    }
}
