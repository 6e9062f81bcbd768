package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that are damaged in every place: one in twenty of them in a plain build, all with {@code -Dfreshet.thorough=20},
 * others with {@code -Dfreshet.seed=7}.
 */
@Tag("once")
final class DamageTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int STEP = Math.max(1, 20 / Integer.getInteger("freshet.thorough", 1));

    record Row(int n, String text) {}

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "zstd", "lz4"})
    void damage_isRefusedOrHarmless(String compression) {
        Damage damage = new Damage(
                directory,
                "parquet",
                "f.parquet",
                "compression: " + compression,
                GenericTypes.parameterized(List.class, Row.class));
        Damage.Outcome outcome =
                damage.oneOf(STEP, SEED).of(List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "two")));
        System.out.println(outcome.row("`parquet`, `compression: " + compression + "`"));
        assertThat(outcome.crashed()).as("seed %d", SEED).isEmpty();
        assertThat(outcome.wrong()).as("seed %d", SEED).isEmpty();
    }
}
