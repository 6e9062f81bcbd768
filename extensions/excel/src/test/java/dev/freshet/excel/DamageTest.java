package dev.freshet.excel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged in every place. */
final class DamageTest {
    record Row(int n, String text) {}

    @TempDir
    Path directory;

    @Test
    void damage_isRefusedOrHarmless() {
        Damage damage = new Damage(directory, "excel", "f.xlsx", "", GenericTypes.parameterized(List.class, Row.class));
        Damage.Outcome outcome = damage.of(List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "two")));
        System.out.println(outcome.row("`excel`"));
        assertThat(outcome.crashed()).isEmpty();
        assertThat(outcome.wrong()).isEmpty();
    }
}
