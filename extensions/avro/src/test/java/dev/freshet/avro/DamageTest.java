package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.Damage;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    /** These have a checksum. A file that is cut behind its header is a file without records. */
    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstandard", "bzip2", "xz"})
    void damage_isRefusedOrHarmless_ifBlocksHaveAChecksum(String codec) throws IOException {
        assertThat(outcome(codec).wrong()).isSubsetOf("cut to " + header(codec));
    }

    /** These have none: other bytes of a block can be other records. What is around the blocks is checked. */
    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "deflate"})
    void damage_isWithinABlock_ifItIsNotNoticed(String codec) throws IOException {
        int header = header(codec);
        assertThat(outcome(codec).wrong())
                .filteredOn(damage -> !damage.equals("cut to " + header))
                .allSatisfy(damage -> assertThat(damage).startsWith("byte "))
                .allSatisfy(damage ->
                        assertThat(Integer.parseInt(damage.split(" ")[1])).isGreaterThan(header + 1));
    }

    /** Returns the bytes of a file without records. */
    private static int header(String codec) throws IOException {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new AvroCodec(Row.class, BlockCodec.of(codec.replace("\"", "")))
                .writer(empty)
                .finish();
        return empty.size();
    }

    private Damage.Outcome outcome(String codec) {
        Damage damage = new Damage(
                directory, "avro", "f.avro", "codec: " + codec, GenericTypes.parameterized(List.class, Row.class));
        Damage.Outcome outcome =
                damage.oneOf(STEP, SEED).of(List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "two")));
        System.out.println(outcome.row("`avro`, `codec: " + codec + "`"));
        assertThat(outcome.crashed()).as("seed %d", SEED).isEmpty();
        return outcome;
    }
}
