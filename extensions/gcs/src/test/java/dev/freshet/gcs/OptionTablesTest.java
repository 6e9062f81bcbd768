package dev.freshet.gcs;

import dev.freshet.testkit.OptionTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are the declarations of the options. */
final class OptionTablesTest {
    @Test
    void tables_areTheDeclarations() throws IOException {
        OptionTable.assertIn(
                Path.of("../../docs/storages.md"), "credentials of gs", new GcsStorageProvider().credentials());
    }
}
