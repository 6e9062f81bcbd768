package dev.freshet.jdbc;

import dev.freshet.testkit.OptionTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are the declarations of the options. */
final class OptionTablesTest {
    @Test
    void tables_areTheDeclarations() throws IOException {
        OptionTable.assertIn(Path.of("../../docs/databases.md"), "table", new TableProvider().options());
        OptionTable.assertIn(Path.of("../../docs/databases.md"), "query", new QueryProvider().options());
        OptionTable.assertIn(
                Path.of("../../docs/databases.md"), "credentials of a database", new TableProvider().credentials());
        OptionTable.assertIn(
                Path.of("../../docs/databases.md"),
                "credentials of a state in PostgreSQL",
                new PostgresStateProvider().credentials());
    }
}
