package dev.freshet.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FileStorage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full, or the storage of the cache fails. The run goes on, and the old outputs stay. */
final class FaultsTest {
    private static final String KEY = CacheFixture.key(7);

    @TempDir
    private Path root;

    private CacheFixture at;
    private final MapStorage storage = new MapStorage();

    @BeforeEach
    void open() throws Exception {
        at = new CacheFixture(root);
        at.write("a", "fx.bin", new byte[100_000]);
        at.write("a", "sales.bin", new byte[500_000]);
        try (ResultCache cache = cache()) {
            cache.publish(at.publication(KEY, "a", "fx.bin", "sales.bin"), CacheProgress.NONE);
        }
        at.write("b", "fx.bin", "old fx");
        at.write("b", "sales.bin", "old sales");
    }

    private ResultCache cache() {
        return at.open(storage, CacheFixture.SIGNED, Clock.systemUTC());
    }

    /** When a disk is found to be full. */
    private enum Full {
        WRITE,
        STAGE,
        OPEN
    }

    /** A disk without room for some file. */
    private record FullDisk(Storage disk, Full when, String victim) implements Storage {
        private static IOException full(String key) {
            return new FileSystemException(key, null, "No space left on device");
        }

        @Override
        public Replacement replace(String key) throws IOException {
            if (!key.endsWith(victim)) {
                return disk.replace(key);
            }
            if (when == Full.OPEN) {
                throw full(key);
            }
            Replacement replacement = disk.replace(key);
            OutputStream out = new FilterOutputStream(replacement.out()) {
                private long room = 50_000;

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    room -= length;
                    if (when == Full.WRITE && room < 0) {
                        throw full(key);
                    }
                    out.write(bytes, from, length);
                }
            };
            return new Replacement() {
                @Override
                public OutputStream out() {
                    return out;
                }

                @Override
                public void stage() throws IOException {
                    if (when == Full.STAGE) {
                        throw full(key);
                    }
                    replacement.stage();
                }

                @Override
                public Optional<Stamp> commit() throws IOException {
                    return replacement.commit();
                }

                @Override
                public void close() throws IOException {
                    replacement.close();
                }
            };
        }

        @Override
        public Optional<Entry> stat(String key) throws IOException {
            return disk.stat(key);
        }

        @Override
        public Content read(String key) throws IOException {
            return disk.read(key);
        }

        @Override
        public InputStream read(String key, long from, long length) throws IOException {
            return disk.read(key, from, length);
        }

        @Override
        public boolean create(String key, byte[] content) throws IOException {
            return disk.create(key, content);
        }

        @Override
        public List<Entry> list(String prefix) throws IOException {
            return disk.list(prefix);
        }

        @Override
        public void delete(String key) throws IOException {
            disk.delete(key);
        }

        @Override
        public String writing(IOException failure, String key) {
            return disk.writing(failure, key);
        }
    }

    private SortedMap<String, StoredContent> targets(Storage disk) {
        SortedMap<String, StoredContent> targets = new TreeMap<>();
        for (String name : List.of("fx.bin", "sales.bin")) {
            targets.put(name, new FileContent(name, new FileLocation(disk, "b/" + name, "b/" + name)));
        }
        return targets;
    }

    private void oldOutputsAreThere() throws IOException {
        assertThat(at.files("b")).isEqualTo(Map.of("fx.bin", "old fx", "sales.bin", "old sales"));
    }

    @ParameterizedTest
    @EnumSource(Full.class)
    void fullDisk_leavesAllOldFiles_andNoTemporaryOnes(Full when) throws Exception {
        for (String victim : List.of("fx.bin", "sales.bin")) {
            at.warnings.clear();
            try (ResultCache cache = cache()) {
                CachedResult result = cache.find(KEY).get(0);
                Storage disk = new FullDisk(new FileStorage(root), when, victim);
                assertThat(cache.fetch(result, targets(disk), CacheProgress.NONE))
                        .isEqualTo(new Fetched.Unusable(
                                "a result cannot be stored as b/" + victim + ": the disk is full"));
            }
            oldOutputsAreThere();
            assertThat(at.warnings).hasSize(1);
        }
    }

    @Test
    void realFullDisk_leavesTheOldFile() throws Exception {
        Path small = Files.createDirectories(root.resolve("small"));
        assumeThat(call("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()))
                .as("a small file system can be mounted")
                .isZero();
        try (ResultCache cache = cache()) {
            Files.writeString(small.resolve("sales.bin"), "old sales");
            CachedResult result = cache.find(KEY).get(0);
            SortedMap<String, StoredContent> targets = targets(new FileStorage(root));
            targets.put(
                    "sales.bin",
                    new FileContent(
                            "sales.bin", new FileLocation(new FileStorage(small), "sales.bin", "small/sales.bin")));
            assertThat(cache.fetch(result, targets, CacheProgress.NONE))
                    .isEqualTo(new Fetched.Unusable("a result cannot be stored as small/sales.bin: the disk is full"));
            assertThat(small.resolve("sales.bin")).hasContent("old sales");
            assertThat(small).isDirectoryNotContaining("glob:**.tmp");
            oldOutputsAreThere();
        } finally {
            assertThat(call("umount", small.toString())).isZero();
        }
    }

    private static int call(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "GET"})
    void storageThatFails_isAskedThreeTimes_andWarnedOfOnce(String failing) throws Exception {
        storage.disturbance = (request, key) -> {
            if (request.equals(failing)) {
                throw new IOException("the wire is cut");
            }
        };
        storage.requests.clear();
        try (ResultCache cache = cache()) {
            for (int i = 0; i < 10; i++) {
                assertThat(cache.find(KEY)).isEmpty();
            }
        }
        assertThat(storage.requests.stream().filter(request -> request.startsWith(failing)))
                .hasSize(3);
        assertThat(at.warnings).containsExactly("the cache shared/cache: it cannot be read: the wire is cut");
    }

    @Test
    void storageThatRefusesToBeWritten_isStillRead_andWarnedOfOnce() throws Exception {
        storage.disturbance = (request, key) -> {
            if (request.equals("PUT")) {
                throw new IOException("access denied");
            }
        };
        try (ResultCache cache = cache()) {
            for (int i = 0; i < 10; i++) {
                at.write("a", "fx.bin", "new " + i);
                assertThat(cache.publish(at.publication(CacheFixture.key(i), "a", "fx.bin"), CacheProgress.NONE))
                        .isInstanceOf(Published.NotStored.class);
            }
            assertThat(cache.fetch(cache.find(KEY).get(0), at.contents("b", "fx.bin", "sales.bin"), CacheProgress.NONE))
                    .isInstanceOf(Fetched.Done.class);
        }
        assertThat(storage.requests.stream().skip(6).filter(request -> request.startsWith("PUT")))
                .hasSizeLessThanOrEqualTo(3);
        assertThat(at.warnings).containsExactly("the cache shared/cache: nothing can be stored in it: access denied");
    }

    @Test
    void directoryThatIsAFile_isWarnedOf_inPlainWords() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        CacheFixture occupied = new CacheFixture(root);
        try (ResultCache cache = occupied.open(new FileStorage(file), CacheFixture.SIGNED, Clock.systemUTC())) {
            assertThat(cache.find(KEY)).isEmpty();
            cache.publish(at.publication(KEY, "a", "fx.bin"), CacheProgress.NONE);
        }
        // Whether a file that cannot exist counts as absent or as unreadable differs between the versions of Java.
        assertThat(occupied.warnings)
                .singleElement()
                .asString()
                .matches("the cache shared/cache: (it cannot be read|nothing can be stored in it): "
                        + "a directory of the path is a file");
    }

    @Test
    void failureAmongManyFiles_leavesAllOldOnes() throws Exception {
        storage.disturbance = (request, key) -> {
            if (request.equals("GET") && key.startsWith("blobs/")) {
                throw new IOException("the wire is cut");
            }
        };
        try (ResultCache cache = cache()) {
            CachedResult result = cache.find(KEY).get(0);
            assertThat(cache.fetch(result, at.contents("b", "fx.bin", "sales.bin"), CacheProgress.NONE))
                    .isEqualTo(new Fetched.Unusable("it cannot be read: the wire is cut"));
        }
        oldOutputsAreThere();
    }

    @Test
    void interruptedFetch_endsAtOnce_andLeavesTheOldFiles() throws Exception {
        CountDownLatch isReading = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        storage.disturbance = (request, key) -> {
            if (request.equals("GET") && key.startsWith("blobs/")) {
                isReading.countDown();
                await(mayGoOn);
            }
        };
        AtomicReference<Object> outcome = new AtomicReference<>();
        ResultCache cache = cache();
        CachedResult result = cache.find(KEY).get(0);
        Thread fetching = new Thread(() -> {
            try {
                outcome.set(cache.fetch(result, at.contents("b", "fx.bin", "sales.bin"), CacheProgress.NONE));
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        fetching.start();
        await(isReading);
        fetching.interrupt();
        fetching.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        mayGoOn.countDown();
        cache.close();
        assertThat(cache.awaitEnd()).isTrue();
        oldOutputsAreThere();
        assertThat(at.warnings).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
