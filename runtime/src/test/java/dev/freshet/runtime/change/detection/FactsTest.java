package dev.freshet.runtime.change.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.parameter.ValueText;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.state.local.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What identifies results. The texts are those of version 0.1: if one changes, every state and every cache entry loses
 * its meaning, so its schema must change, too.
 */
final class FactsTest {
    private static final Version CONTENT = Version.read("xxh3:00112233445566778899aabbccddeeff");
    private static final String RUN = "2026-01-02-run";

    private static SortedMap<String, Version> inputs() {
        return new TreeMap<>(Map.of(
                "file",
                CONTENT,
                "parts",
                Version.ofContent("partitions:0123456789abcdef"),
                "memory",
                new Version.Derived("fedcba9876543210"),
                "handed",
                Version.given(RUN, "handed"),
                "free",
                Version.given(RUN),
                "secret",
                new Version.Value("00ff00ff00ff00ff00ff00ff00ff00ff"),
                "gone",
                Version.Fixed.MISSING));
    }

    private static SortedMap<String, @Nullable Version> unknownInputs() {
        SortedMap<String, @Nullable Version> inputs = new TreeMap<>(inputs());
        inputs.put("file", null);
        inputs.put("parts", Version.Fixed.INCREMENTAL);
        return inputs;
    }

    private static Facts facts(SortedMap<String, @Nullable Version> inputs) {
        return new Facts(
                "c0de", new TreeMap<>(Map.of("p", "1")), inputs, new TreeMap<>(Map.of(Facts.WIRING, "(file) -> out")));
    }

    private static Facts complete() {
        return facts(new TreeMap<>(inputs()));
    }

    private static NodeRecord record(SortedMap<String, Version> inputs, SortedMap<String, String> schemas) {
        Facts facts = complete();
        return new NodeRecord(
                "p",
                "n",
                "s",
                "k",
                "r",
                Instant.EPOCH,
                Duration.ZERO,
                schemas,
                facts.code(),
                "l",
                facts.parameters(),
                inputs,
                new TreeMap<>(Map.of("out", new Version.Derived("fedcba9876543210"))),
                facts.declarations(),
                new TreeMap<>(),
                false,
                false);
    }

    @Test
    void key_ofKnownFacts_isAsStored() {
        assertThat(complete().key()).isEqualTo("f35d0ba40a3605537945d935a58a80b989cb1e0871549fec019e84bb6e5cf77a");
    }

    @Test
    void derivedVersion_ofKnownFacts_isAsStored() {
        assertThat(complete().derivedVersion(0).text()).isEqualTo("derived:dc8d744d27074fbbebe3156d062cb0db");
        assertThat(complete().derivedVersion(1).text()).isEqualTo("derived:e61751544777443c2d37bba44c4b3a90");
    }

    @Test
    void digests_ofUnknownAndIncrementalInputs_areAsStored() {
        Facts facts = facts(unknownInputs());
        assertThat(facts.derivedVersion(0).text()).isEqualTo("derived:43d4e1ca77ee288f4999d93221535cfb");
        assertThat(facts.key()).isEqualTo("d499749bd80eaebde754eabd67e83c864330986dba119321de79d545ff45fbd5");
    }

    @Test
    void stateEntry_withAllKindsOfVersions_isAsStored() {
        assertThat(StateCodec.write(record(inputs(), new TreeMap<>())))
                .contains("\"inputs\":{\"file\":\"xxh3:00112233445566778899aabbccddeeff\","
                        + "\"free\":\"given:2026-01-02-run\",\"gone\":\"missing\","
                        + "\"handed\":\"given:2026-01-02-run handed\",\"memory\":\"derived:fedcba9876543210\","
                        + "\"parts\":\"partitions:0123456789abcdef\","
                        + "\"secret\":\"value:00ff00ff00ff00ff00ff00ff00ff00ff\"},"
                        + "\"outputs\":{\"out\":\"derived:fedcba9876543210\"}");
    }

    @Test
    void arePrivate_valueOfOneRunOrOfAKeyOfTheCheckout_isTrue() {
        Secrets own = Secrets.ofCheckout("key");
        Secrets shared = Secrets.ofTeam(new byte[] {1});
        Facts given = facts(new TreeMap<>(Map.of("free", Version.given(RUN))));
        Facts secret = facts(new TreeMap<>(Map.of("secret", new Version.Value("00"))));
        Facts plain = facts(new TreeMap<>(Map.of("file", CONTENT, "gone", Version.Fixed.MISSING)));
        assertThat(given.arePrivate(shared)).isTrue();
        assertThat(secret.arePrivate(own)).isTrue();
        assertThat(secret.arePrivate(shared)).isFalse();
        assertThat(plain.arePrivate(own)).isFalse();
        assertThat(new Facts("", new TreeMap<>(), new TreeMap<>(), new TreeMap<>()).arePrivate(shared))
                .isTrue();
    }

    @Test
    void arePrivate_secretInAParameter_dependsOnWhoHasTheKey() {
        Facts facts = new Facts(
                "c0de",
                new TreeMap<>(Map.of("password", "\"secret 00112233445566778899aabbccddeeff\"")),
                new TreeMap<>(),
                new TreeMap<>());
        assertThat(facts.arePrivate(Secrets.ofCheckout("key"))).isTrue();
        assertThat(facts.arePrivate(Secrets.ofTeam(new byte[] {1}))).isFalse();
    }

    @Test
    void mayBeOf_factsWithUnknownInputs_agreesIfTheKnownOnesDo() {
        SortedMap<String, @Nullable Version> partly = new TreeMap<>(inputs());
        partly.put("file", null);
        assertThat(facts(partly).mayBeOf(record(inputs(), Facts.SCHEMAS))).isTrue();
        assertThat(facts(partly).isOf(record(inputs(), Facts.SCHEMAS))).isFalse();
        SortedMap<String, Version> other = inputs();
        other.put("gone", CONTENT);
        assertThat(facts(partly).mayBeOf(record(other, Facts.SCHEMAS))).isFalse();
        SortedMap<String, Version> more = inputs();
        more.put("more", CONTENT);
        assertThat(facts(partly).mayBeOf(record(more, Facts.SCHEMAS))).isFalse();
    }

    @Test
    void isOf_recordOfAnotherSchema_isFalse() {
        assertThat(complete().isOf(record(inputs(), Facts.SCHEMAS))).isTrue();
        assertThat(complete().isOf(record(inputs(), new TreeMap<>()))).isFalse();
    }

    @Test
    void mayHaveRead_onlyWhatIsThereAtTheEnd_isTrue() {
        SortedMap<String, @Nullable Version> partly = new TreeMap<>(inputs());
        partly.put("file", null);
        SortedMap<String, @Nullable Version> end = new TreeMap<>(inputs());
        assertThat(facts(partly).mayHaveRead(end)).isTrue();
        end.put("free", CONTENT);
        assertThat(facts(partly).mayHaveRead(end)).isFalse();
    }

    @Test
    void isComplete_unknownCodeOrInput_isFalse() {
        assertThat(complete().isComplete()).isTrue();
        assertThat(facts(unknownInputs()).isComplete()).isFalse();
        assertThat(new Facts("", new TreeMap<>(), new TreeMap<>(), new TreeMap<>()).isComplete())
                .isFalse();
    }

    /** Whoever can read the state cannot try all PINs: he would need the key, which is not in it. */
    @Test
    void digestOfASecret_isOfTheKey() {
        String text = "{\"pin\": " + ValueText.hidden("4711") + "}";
        String hidden = Secrets.ofCheckout("key").hidden(text);
        assertThat(Secrets.isIn(hidden)).isTrue();
        assertThat(hidden)
                .isNotEqualTo(text)
                .isEqualTo(Secrets.ofCheckout("key").hidden(text));
        assertThat(hidden).isNotEqualTo(Secrets.ofCheckout("other key").hidden(text));
        assertThat(hidden).isNotEqualTo(Secrets.ofTeam(new byte[] {1}).hidden(text));
        assertThat(Secrets.ofCheckout("key").digest("4711"))
                .isNotEqualTo(Secrets.ofCheckout("other key").digest("4711"));
    }
}
