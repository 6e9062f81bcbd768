package dev.freshet.spark;

import dev.freshet.testkit.OptionTable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of the documentation is the declaration of the options. */
final class OptionTablesTest {
    @Test
    void table_isTheDeclaration() throws IOException {
        OptionTable.assertIn(Path.of("../../docs/spark.md"), "spark", new SparkProvider().options());
    }
}
