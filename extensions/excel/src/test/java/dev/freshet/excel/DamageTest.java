package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void damage_isRefusedOrHarmless() {
        Damage damage = new Damage(directory, "excel", "f.xlsx", "", GenericTypes.parameterized(List.class, Row.class));
        Damage.Outcome outcome =
                damage.oneOf(STEP, SEED).of(List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "two")));
        System.out.println(outcome.row("`excel`"));
        assertThat(outcome.crashed()).as("seed %d", SEED).isEmpty();
        assertThat(outcome.wrong()).as("seed %d", SEED).isEmpty();
    }
}
