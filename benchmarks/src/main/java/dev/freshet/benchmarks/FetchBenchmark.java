package dev.freshet.benchmarks;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.file.FileContent;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.FileStorage;
import dev.freshet.runtime.cache.CachePolicy;
import dev.freshet.runtime.cache.CacheProgress;
import dev.freshet.runtime.cache.CachedResult;
import dev.freshet.runtime.cache.Fetched;
import dev.freshet.runtime.cache.Publication;
import dev.freshet.runtime.cache.Published;
import dev.freshet.runtime.cache.ResultCache;
import dev.freshet.runtime.cache.TeamKey;
import dev.freshet.s3.S3StorageProvider;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Fetching a result of one file from a bucket, against a plain GET of the same object with its SHA-256. The plain GET
 * comes in two forms: the bytes are dropped, or written to a file. A fetch writes and verifies a file, forces it to the
 * disk and then replaces the old one.
 */
public final class FetchBenchmark {
    private static final int BUFFER = 1 << 18;
    private static final String KEY = "ab".repeat(32);

    private final S3Client plain;
    private final ResultCache cache;
    private final Path directory;
    private final String object;

    private FetchBenchmark(S3Client plain, ResultCache cache, Path directory, String object) {
        this.plain = plain;
        this.cache = cache;
        this.directory = directory;
        this.object = object;
    }

    /**
     * Prints medians.
     *
     * @param arguments a directory for data, megabytes of the file, rounds
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        int megabytes = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        try (S3ProxyProcess server = S3ProxyProcess.start(directory);
                S3Client client = server.client();
                ResultCache cache = cache(server)) {
            client.createBucket(request -> request.bucket(S3ProxyProcess.BUCKET));
            CachedResult result = publish(cache, directory, megabytes);
            String sha = result.outputs().get("made").get(0).sha256();
            String object = "team/blobs/" + sha.substring(0, 2) + "/" + sha;
            new FetchBenchmark(client, cache, directory, object).measure(result, megabytes, rounds);
        }
    }

    private static ResultCache cache(S3ProxyProcess server) {
        Storage storage = new S3StorageProvider().open(S3ProxyProcess.BUCKET, Credentials.of(server.credentials()));
        CachePolicy policy =
                new CachePolicy(Optional.of(TeamKey.of("0123456789abcdef0123456789abcdef")), true, false, true);
        return ResultCache.open(storage, "team", "s3://" + S3ProxyProcess.BUCKET + "/team", policy, warning -> {
            throw new IllegalStateException(warning);
        });
    }

    private static StoredContent content(Path directory, String file) {
        return new FileContent(file, new FileLocation(new FileStorage(directory), file, file));
    }

    private static CachedResult publish(ResultCache cache, Path directory, int megabytes) throws Exception {
        byte[] megabyte = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(directory.resolve("made"))) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
        StoredContent made = content(directory, "made");
        Publication.Output output =
                new Publication.Output(made, "", made.digest(made.stamp().orElseThrow()));
        Published published = cache.publish(
                new Publication(KEY, new TreeMap<>(Map.of("made", output)), "", false, ""), CacheProgress.NONE);
        return ((Published.Stored) published).result();
    }

    private void measure(CachedResult result, int megabytes, int rounds) throws Exception {
        double[] dropped = new double[rounds];
        double[] written = new double[rounds];
        double[] fetched = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            double[] seconds = {
                seconds(() -> get(OutputStream.nullOutputStream())),
                seconds(this::getToFile),
                seconds(() -> fetch(result))
            };
            if (round >= 0) {
                dropped[round] = seconds[0];
                written[round] = seconds[1];
                fetched[round] = seconds[2];
            }
        }
        double base = median(dropped);
        for (Map.Entry<String, double[]> way : List.of(
                Map.entry("GET, SHA-256", dropped),
                Map.entry("GET, SHA-256, file", written),
                Map.entry("fetch", fetched))) {
            double median = median(way.getValue());
            System.out.printf(
                    Locale.ROOT, "%-20s %7.1f MB/s  %.2f of plain%n", way.getKey(), megabytes / median, base / median);
        }
    }

    /** Work to measure. */
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void getToFile() throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("plain")))) {
            get(out);
        }
    }

    private void get(OutputStream out) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in =
                plain.getObject(request -> request.bucket(S3ProxyProcess.BUCKET).key(object))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (!object.endsWith(HexFormat.of().formatHex(sha.digest()))) {
            throw new IllegalStateException("other content");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fetch(CachedResult result) throws IOException, InterruptedException {
        Path old = directory.resolve("fetched");
        Files.writeString(old, "old");
        Fetched fetched = cache.fetch(result, Map.of("made", content(directory, "fetched")), CacheProgress.NONE);
        if (!(fetched instanceof Fetched.Done)) {
            throw new IllegalStateException(fetched.toString());
        }
    }
}
