package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged in every place. */
final class DamageTest {
    record Row(int n, String text) {}

    @TempDir
    Path directory;

    /** These have a checksum. A file that is cut behind its header, or behind a block, is a shorter file. */
    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstandard", "bzip2", "xz"})
    void damage_isRefusedOrHarmless_ifBlocksHaveAChecksum(String codec) {
        assertThat(outcome(codec).wrong()).hasSize(1).first().asString().startsWith("cut to ");
    }

    /** These have none: other bytes of a block can be other records. What is around the blocks is checked. */
    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "deflate"})
    void damage_isWithinABlock_ifItIsNotNoticed(String codec) {
        List<String> wrong = outcome(codec).wrong();
        String cut = wrong.get(wrong.size() - 1);
        assertThat(cut).startsWith("cut to ");
        int header = Integer.parseInt(cut.substring(7));
        assertThat(wrong.subList(0, wrong.size() - 1))
                .allSatisfy(damage -> assertThat(damage).startsWith("byte "))
                .allSatisfy(damage ->
                        assertThat(Integer.parseInt(damage.split(" ")[1])).isGreaterThan(header + 1));
    }

    private Damage.Outcome outcome(String codec) {
        Damage damage = new Damage(
                directory, "avro", "f.avro", "codec: " + codec, GenericTypes.parameterized(List.class, Row.class));
        Damage.Outcome outcome = damage.of(List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "two")));
        System.out.println(outcome.row("`avro`, `codec: " + codec + "`"));
        assertThat(outcome.crashed()).isEmpty();
        return outcome;
    }
}
