package dev.freshet.avro;

import dev.freshet.testkit.OptionTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of the documentation are the declarations of the options. */
final class OptionTablesTest {
    @Test
    void tables_areTheDeclarations() throws IOException {
        OptionTable.assertIn(Path.of("../../docs/extension-types.md"), "avro", new AvroFormat().options());
    }
}
