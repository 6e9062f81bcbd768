package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.wiring.ExtensionService.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What to do about names that extensions have. */
final class MissingExtensionTest {
    @Test
    void nameOfAnExtension_hasTheArtifactToAdd_andNoOtherName() {
        assertThat(MissingExtension.advice(Kind.DATASET_TYPE, "parquet"))
                .hasValue("add dev.freshet:freshet-parquet to the class path");
        assertThat(MissingExtension.advice(Kind.STORAGE, "gs"))
                .hasValue("add dev.freshet:freshet-gcs to the class path");
        assertThat(MissingExtension.advice(Kind.STORAGE, "parquet")).isEmpty();
        assertThat(MissingExtension.advice(Kind.DATASET_TYPE, "parqet")).isEmpty();
    }

    @Test
    void classWithoutItsService_isToldAsLostWhilePacking(@TempDir Path packed) throws Exception {
        Path file = packed.resolve("dev/freshet/parquet/ParquetFormat.class");
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {packed.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            assertThat(MissingExtension.advice(Kind.DATASET_TYPE, "parquet"))
                    .hasValue("dev.freshet:freshet-parquet is on the class path, but no file"
                            + " META-INF/services/dev.freshet.dataset.FileFormat or"
                            + " META-INF/services/dev.freshet.dataset.DatasetProvider there names"
                            + " dev.freshet.parquet.ParquetFormat; if one jar was made of several, merge these files");
            assertThat(MissingExtension.advice(Kind.DATASET_TYPE, "avro"))
                    .hasValue("add dev.freshet:freshet-avro to the class path");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
