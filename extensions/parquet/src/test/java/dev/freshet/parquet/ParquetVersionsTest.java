package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ParquetVersionsTest {
    private static Optional<String> problem(Map<String, String> versions) {
        return ParquetVersions.problem(artifact -> Optional.ofNullable(versions.get(artifact)));
    }

    @Test
    void jarsOfTwoVersions_areNamedInOneLine() {
        assertThat(problem(Map.of("parquet-hadoop", "1.18.1", "parquet-column", "1.17.0", "parquet-common", "1.17.0")))
                .contains("the class path has parquet-hadoop 1.18.1 and parquet-column 1.17.0, which do not fit each"
                        + " other; give all artifacts of org.apache.parquet one version, with Spark that of Spark");
    }

    @Test
    void jarsOfOneVersion_andJarsWithoutVersion_areFine() {
        assertThat(problem(Map.of("parquet-hadoop", "1.17.0", "parquet-column", "1.17.0")))
                .isEmpty();
        assertThat(problem(Map.of())).isEmpty();
    }

    @Test
    void jarsOfThisBuild_areOfOneVersion() {
        assertThatCode(ParquetVersions::requireOne).doesNotThrowAnyException();
    }
}
