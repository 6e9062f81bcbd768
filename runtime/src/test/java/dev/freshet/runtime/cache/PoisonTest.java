package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody, or a disk, changes what is in the cache. The old outputs stay, and there is one warning. The oracle of every
 * test is {@link #fetchesTheOriginalOrNothing}.
 */
final class PoisonTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261126L);
    private static final String KEY = CacheFixture.key(7);
    private static final String OTHER = CacheFixture.key(8);
    private static final Map<String, String> ORIGINAL = Map.of("fx.csv", "EUR,1\n", "sales.csv", "day,amount\n1,2\n");
    private static final Map<String, String> OLD = Map.of("fx.csv", "old fx", "sales.csv", "old sales");
    private static final CachePolicy UNSIGNED = new CachePolicy(Optional.empty(), true, true, true);

    @TempDir
    private Path root;

    private CacheFixture at;
    private final MapStorage storage = new MapStorage();

    @BeforeEach
    void open() {
        at = new CacheFixture(root);
        ORIGINAL.forEach((name, content) -> at.write("a", name, content));
    }

    private void publish(String key, CachePolicy policy) throws Exception {
        try (ResultCache cache = at.open(storage, policy, Clock.systemUTC())) {
            cache.publish(at.publication(key, "a", "fx.csv", "sales.csv"), CacheProgress.NONE);
        }
        assertThat(at.warnings).isEmpty();
    }

    /** Fetches all that is found, and returns whether something was stored. */
    private boolean fetchesTheOriginalOrNothing(CachePolicy policy) throws Exception {
        OLD.forEach((name, content) -> at.write("b", name, content));
        at.warnings.clear();
        boolean isFetched = false;
        try (ResultCache cache = at.open(storage, policy, Clock.systemUTC())) {
            for (int times = 0; times < 2; times++) {
                for (CachedResult result : cache.find(KEY)) {
                    assertThat(result.key()).isEqualTo(KEY);
                    assertThat(result.record()).isEqualTo("{\"record\":1}");
                    isFetched |= cache.fetch(result, at.contents("b", "fx.csv", "sales.csv"), CacheProgress.NONE)
                            instanceof Fetched.Done;
                }
            }
        }
        assertThat(at.files("b")).isEqualTo(isFetched ? ORIGINAL : OLD);
        return isFetched;
    }

    private void refused(String how) throws Exception {
        refused(CacheFixture.SIGNED, how);
    }

    private void refused(CachePolicy policy, String how) throws Exception {
        assertThat(fetchesTheOriginalOrNothing(policy)).as(how).isFalse();
        assertThat(at.warnings).as(how).hasSize(1);
    }

    private static byte[] flipped(byte[] content, int index, int mask) {
        byte[] flipped = content.clone();
        flipped[index] ^= (byte) mask;
        return flipped;
    }

    private void eachByteFlipped(String name, CachePolicy policy) throws Exception {
        byte[] content = storage.content(name);
        for (int mask : new int[] {1, 0x20, 0x80, 0xff}) {
            for (int i = 0; i < content.length; i++) {
                storage.put(name, flipped(content, i, mask));
                refused(policy, name + " byte " + i + " mask " + mask);
            }
        }
        storage.put(name, content);
        assertThat(fetchesTheOriginalOrNothing(policy)).isTrue();
    }

    @Test
    void untouched_isFetched() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        assertThat(fetchesTheOriginalOrNothing(CacheFixture.SIGNED)).isTrue();
        assertThat(at.warnings).isEmpty();
    }

    @Test
    void blob_withAnyByteFlipped_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        for (String blob : blobs()) {
            eachByteFlipped(blob, CacheFixture.SIGNED);
        }
    }

    private List<String> blobs() {
        return storage.contents.keySet().stream()
                .filter(key -> key.startsWith("blobs/"))
                .toList();
    }

    @Test
    void signedResult_withAnyByteFlipped_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        eachByteFlipped(storage.only("results/"), CacheFixture.SIGNED);
    }

    @Test
    void unsignedResult_withAnyByteFlipped_isRefused_evenWhereUnsignedOnesAreAccepted() throws Exception {
        publish(KEY, UNSIGNED);
        eachByteFlipped(storage.only("results/"), UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blobs/", "results/"})
    void object_cutAnywhere_orWithMoreBehind_isRefused(String prefix) throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        String name = storage.contents.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .findFirst()
                .orElseThrow();
        byte[] content = storage.content(name);
        for (int length = 0; length < content.length; length++) {
            storage.put(name, Arrays.copyOf(content, length));
            refused(name + " cut to " + length);
        }
        storage.put(name, Arrays.copyOf(content, content.length + 1));
        refused(name + " with a byte more");
        byte[] random = new byte[5_000_000];
        new Random(SEED).nextBytes(random);
        storage.put(name, random);
        refused(name + " replaced by random bytes, seed " + SEED);
    }

    @Test
    void blobs_swapped_areRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        byte[] first = storage.content(blobs().get(0));
        storage.put(blobs().get(0), storage.content(blobs().get(1)));
        storage.put(blobs().get(1), first);
        refused("swapped");
    }

    @Test
    void blob_thatIsMissing_makesTheResultUnusable_andNothingIsReplaced() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        storage.delete(blobs().get(1));
        refused("missing");
    }

    @Test
    void result_movedToAnotherKey_isRefused() throws Exception {
        publish(OTHER, CacheFixture.SIGNED);
        String name = storage.only("results/");
        storage.put(name.replace(OTHER, KEY), storage.content(name));
        refused("moved");
        assertThat(at.warnings.get(0)).contains("is a result of another key");
    }

    @Test
    void signedResult_thatNamesAnotherBlob_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        String name = storage.only("results/");
        Page page = new PageCodec(CacheFixture.SIGNED).read(name, KEY, storage.content(name));
        at.write("a", "fx.csv", "EUR,9\n");
        publish(OTHER, CacheFixture.SIGNED);
        CachedResult evil = at.open(storage, CacheFixture.SIGNED, Clock.systemUTC())
                .find(OTHER)
                .get(0);
        CachedResult forged = new CachedResult(
                KEY,
                evil.outputs(),
                page.results().get(0).record(),
                false,
                page.results().get(0).origin());
        byte[] json = withoutHeader(new PageCodec(UNSIGNED).write(new Page(KEY, List.of(forged))));
        String header = new String(storage.content(name), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        String signature = header.substring(header.indexOf(" hmac-"));
        String right = new String(new PageCodec(UNSIGNED).write(new Page(KEY, List.of(forged))), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        storage.put(name, join(right + signature + "\n", json));
        refused("the signature of another result");
        storage.put(name, join(right + "\n", json));
        refused("without a signature");
    }

    private static byte[] withoutHeader(byte[] page) {
        int end = new String(page, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        return Arrays.copyOfRange(page, end, page.length);
    }

    private static byte[] join(String header, byte[] rest) {
        byte[] first = header.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    /** Replaces the only result by one that somebody with the key signed, in which a blob was changed. */
    private void signed(UnaryOperator<CachedBlob> change) throws Exception {
        String name = storage.only("results/");
        CachedResult result = new PageCodec(CacheFixture.SIGNED)
                .read(name, KEY, storage.content(name))
                .results()
                .get(0);
        SortedMap<String, List<CachedBlob>> outputs = new TreeMap<>(result.outputs());
        outputs.put("fx.csv", List.of(change.apply(outputs.get("fx.csv").get(0))));
        CachedResult changed = new CachedResult(KEY, outputs, result.record(), false, result.origin());
        storage.put(name, new PageCodec(CacheFixture.SIGNED).write(new Page(KEY, List.of(changed))));
    }

    @Test
    void contentWithTheRightVersion_butAnotherSha256_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        String other = "ab".repeat(32);
        signed(blob -> {
            storage.put(Layout.blob(other), storage.content(Layout.blob(blob.sha256())));
            return new CachedBlob("", other, blob.size(), blob.version());
        });
        refused("the version of an attacker's content collides");
    }

    @Test
    void contentWithTheRightSha256_butAnotherVersion_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        signed(blob -> new CachedBlob("", blob.sha256(), blob.size(), "xxh3:" + "0".repeat(32)));
        refused("a version that the content does not have");
    }

    @Test
    void resultWithAnotherSize_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        signed(blob -> new CachedBlob("", blob.sha256(), blob.size() - 1, blob.version()));
        refused("a size that the content does not have");
        signed(blob -> new CachedBlob("", blob.sha256(), blob.size() + 2, blob.version()));
        refused("a size that the content does not have");
    }

    @Test
    void unsignedResult_isRefused_unlessUnsignedOnesAreAccepted() throws Exception {
        publish(KEY, UNSIGNED);
        refused("unsigned");
        assertThat(at.warnings.get(0)).contains("has no signature").contains("\"unsigned: accept\"");
        CachePolicy trusting = new CachePolicy(Optional.of(CacheFixture.KEY), true, true, true);
        assertThat(fetchesTheOriginalOrNothing(trusting)).isTrue();
    }

    @Test
    void resultSignedWithAnotherKey_isRefused() throws Exception {
        TeamKey foreign = TeamKey.of("another secret of thirty-two characters");
        publish(KEY, new CachePolicy(Optional.of(foreign), true, false, true));
        refused("foreign");
        assertThat(at.warnings.get(0)).contains("is not signed with the team's key");
    }

    @Test
    void signedResult_withoutAKeyToVerifyIt_isRefused() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        refused(new CachePolicy(Optional.empty(), false, false, true), "no key");
        assertThat(at.warnings.get(0)).contains("give \"cache\" in run.yml a \"key\"");
    }

    @Test
    void resultOfANewerFormat_isRefused_andSaysSo() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        String name = storage.only("results/");
        String page = new String(storage.content(name), StandardCharsets.UTF_8);
        storage.put(
                name, page.replace("freshet-results 1 ", "freshet-results 2 ").getBytes(StandardCharsets.UTF_8));
        refused("newer");
        assertThat(at.warnings.get(0)).contains("was written by a newer Freshet");
    }

    @Test
    void damagedBlob_isRepairedByWhoeverPublishesItAgain() throws Exception {
        publish(KEY, CacheFixture.SIGNED);
        String blob = blobs().get(0);
        byte[] content = storage.content(blob);
        storage.put(blob, flipped(content, 0, 1));
        try (ResultCache cache = at.open(storage, CacheFixture.SIGNED, Clock.systemUTC())) {
            cache.fetch(cache.find(KEY).get(0), at.contents("b", "fx.csv", "sales.csv"), CacheProgress.NONE);
            cache.publish(at.publication(KEY, "a", "fx.csv", "sales.csv"), CacheProgress.NONE);
        }
        assertThat(storage.content(blob)).isEqualTo(content);
    }
}
