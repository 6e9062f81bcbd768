package dev.freshet.jdbc;

import dev.freshet.dataset.DatasetRequest;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.util.List;

/** Tables of databases: {@code {type: table, table: flights, credentials: db}}. */
public final class TableProvider extends DatabaseProvider {
    private static final String TABLE = "table";
    private static final List<Option> OPTIONS = List.of(
            Option.text(
                            TABLE,
                            "the table's name",
                            "The name of the table; with the schema and a dot before it, if the schema is not that of the"
                                    + " connection.")
                    .required(),
            Settings.MODE,
            Settings.KEY,
            Settings.CREATE,
            COLUMNS,
            VERSION,
            Settings.FETCH_SIZE);

    /** For the service loader. */
    public TableProvider() {}

    @Override
    public String name() {
        return TABLE;
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    Source source(DatasetRequest request, Access access) {
        String name = request.options().text(TABLE);
        return new DatabaseTable("table " + name + " of " + access.name(), name);
    }

    @Override
    Settings settings(OptionValues options) {
        return Settings.ofTable(options);
    }
}
