package dev.freshet.s3;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.ResumingInputStream;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.TemporaryFileReplacement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Stores contents in a bucket. The stamp of content is its ETag with the size. Both change with the content, so
 * unchanged content does not have to be read.
 */
final class S3Storage implements Storage {
    private static final int DENIED = 403;
    private static final int NOT_THAT = 412;
    private static final int AT_THE_SAME_TIME = 409;
    private static final int BEYOND_THE_END = 416;
    private static final int MOST_NEIGHBOURS = 1000;
    private static final long LARGEST_COPY = 5L << 30;

    private final String bucket;
    private final S3Access access;
    private final Limits limits;
    private final S3Errors errors;
    private @Nullable S3Client client;
    private volatile boolean isThere;

    S3Storage(String bucket, S3Access access, Limits limits) {
        this.bucket = bucket;
        this.access = access;
        this.limits = limits;
        errors = new S3Errors(bucket, access, limits);
    }

    /** A request that can fail. */
    private interface Call<T> {
        T of(S3Client client) throws IOException;
    }

    private <T> T call(String key, Call<T> call) throws IOException {
        try {
            return call.of(client());
        } catch (SdkException e) {
            throw errors.of(e, key);
        }
    }

    /**
     * Sends content. A storage that refuses a request can close the connection before it has read the content, and then
     * its answer is lost. A request without content gets the answer, if the credentials are the reason. Otherwise, the
     * connections that were kept open were broken, perhaps as many as there are attempts: the JDK tests a connection
     * that it uses again only for requests without content. After the answer there is one that works.
     */
    private <T> T sending(String key, Call<T> call) throws IOException {
        try {
            return call(key, call);
        } catch (S3Failure failure) {
            if (failure.status() != 0 || !isAnswered(key)) {
                throw failure;
            }
            return call(key, call);
        }
    }

    /**
     * Returns whether the storage answers a request without content.
     *
     * @throws S3Failure if it refuses the credentials
     */
    private boolean isAnswered(String key) throws S3Failure {
        try {
            call(
                    key,
                    s3 -> s3.listObjectsV2(
                            request -> request.bucket(bucket).prefix(key).maxKeys(1)));
            return true;
        } catch (S3Failure answer) {
            if (answer.isAboutCredentials()) {
                throw answer;
            }
            return answer.status() > 0;
        } catch (IOException e) {
            // The reason is another one, which the caller tells.
            return false;
        }
    }

    /** Returns the client, which is created on first use, because that takes time and the region can be missing. */
    private synchronized S3Client client() {
        S3Client made = client;
        if (made == null) {
            made = access.open(limits);
            client = made;
        }
        return made;
    }

    private Stamp stamp(String etag, long size) {
        return Stamp.identifying(etag + " " + size + (access.endpoint().isEmpty() ? "" : " " + access.endpoint()));
    }

    @Override
    public Optional<String> place(String key) {
        return Optional.of("s3:" + access.endpoint() + "//" + bucket + "/" + key);
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        try {
            HeadObjectResponse head = head(key);
            long size = head.contentLength();
            return Optional.of(new Entry(key, size, stamp(head.eTag(), size), seconds(head.lastModified())));
        } catch (NoSuchFileException e) {
            requireBucket(key);
            return Optional.empty();
        }
    }

    private HeadObjectResponse head(String key) throws IOException {
        return call(key, s3 -> s3.headObject(request -> request.bucket(bucket).key(key)));
    }

    /**
     * Checks that the bucket exists. The answer to a request for a stamp does not distinguish a missing bucket from a
     * missing key.
     */
    private void requireBucket(String key) throws IOException {
        if (isThere) {
            return;
        }
        try {
            call(key, s3 -> s3.headBucket(request -> request.bucket(bucket)));
        } catch (NoSuchFileException e) {
            throw new S3Failure("the bucket \"" + bucket + "\" does not exist", 404);
        } catch (S3Failure e) {
            if (e.status() != 403) {
                throw e;
            }
        }
        isThere = true;
    }

    @Override
    public Content read(String key) throws IOException {
        ResponseInputStream<GetObjectResponse> in = get(key, null, null);
        GetObjectResponse head = in.response();
        Stamp stamp = stamp(head.eTag(), head.contentLength());
        return new OpenContent(resuming(key, in, 0, ""), Optional.of(stamp));
    }

    /** Content with one stamp. A read that resumes requires the same ETag. */
    private record OpenContent(InputStream stream, Optional<Stamp> stamp) implements Content {}

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        if (length == 0 && stat(key).isPresent()) {
            return InputStream.nullInputStream();
        }
        try {
            String to = Long.toString(from + Math.max(length, 1) - 1);
            return resuming(key, get(key, "bytes=" + from + "-" + to, null), from, to);
        } catch (S3Failure e) {
            if (e.status() == BEYOND_THE_END) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    private InputStream resuming(String key, ResponseInputStream<GetObjectResponse> in, long from, String to) {
        String etag = in.response().eTag();
        return new ResumingInputStream(
                new Body(in),
                from,
                from + in.response().contentLength(),
                position -> new Body(get(key, "bytes=" + position + "-" + to, etag)),
                limits.resumes());
    }

    private ResponseInputStream<GetObjectResponse> get(String key, @Nullable String range, @Nullable String etag)
            throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range(range)
                .ifMatch(etag)
                .build();
        return call(key, s3 -> s3.getObject(request));
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return new TemporaryFileReplacement(file -> {
            String etag = sending(key, s3 -> new Uploads(s3, bucket, limits).send(file, key));
            return stamp(etag, Files.size(file));
        });
    }

    /** The storage copies by itself, except what is too large for one request. */
    @Override
    public Optional<Stamp> move(String from, String to) throws IOException {
        long size = head(from).contentLength();
        if (size > LARGEST_COPY) {
            return Storage.super.move(from, to);
        }
        String etag = call(
                        to,
                        s3 -> s3.copyObject(request -> request.sourceBucket(bucket)
                                .sourceKey(from)
                                .destinationBucket(bucket)
                                .destinationKey(to)))
                .copyObjectResult()
                .eTag();
        delete(from);
        return Optional.of(stamp(etag, size));
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        String write = UUID.randomUUID().toString();
        String digest = Uploads.md5(new ByteArrayInputStream(content));
        for (int attempt = 1; ; attempt++) {
            try {
                sending(
                        key,
                        s3 -> s3.putObject(
                                request -> request.bucket(bucket)
                                        .key(key)
                                        .ifNoneMatch("*")
                                        .contentMD5(digest)
                                        .metadata(Map.of(Uploads.WRITE_ID, write)),
                                RequestBody.fromBytes(content)));
                return true;
            } catch (S3Failure e) {
                if (e.status() == NOT_THAT) {
                    return isOwn(key, write);
                }
                if (e.status() != AT_THE_SAME_TIME || attempt == limits.attempts()) {
                    throw e;
                }
                LockSupport.parkNanos(limits.pause().multipliedBy(attempt).toNanos());
            }
        }
    }

    /**
     * Returns whether the content is this writer's own. An attempt whose answer was lost can have stored it; the next
     * attempt then finds it.
     */
    private boolean isOwn(String key, String write) throws IOException {
        try {
            return write.equals(head(key).metadata().get(Uploads.WRITE_ID));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return call(prefix, s3 -> {
            List<Entry> entries = new ArrayList<>();
            s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                    .map(this::entry)
                    .forEach(entries::add);
            return entries;
        });
    }

    private Entry entry(S3Object found) {
        return new Entry(found.key(), found.size(), stamp(found.eTag(), found.size()), seconds(found.lastModified()));
    }

    /** Returns a time in whole seconds, because some answers have no fractions. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public void delete(String key) throws IOException {
        call(key, s3 -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public boolean isDenied(IOException failure) {
        return failure instanceof S3Failure answer && answer.status() == DENIED;
    }

    @Override
    public String reading(IOException failure, String key) {
        return failure instanceof NoSuchFileException ? "the file does not exist" + neighbour(key) : words(failure);
    }

    @Override
    public String writing(IOException failure, String key) {
        return failure instanceof NoSuchFileException ? "the storage lost what was sent to it" : words(failure);
    }

    private String words(IOException failure) {
        return access.withoutSecrets(S3Errors.oneLine(String.valueOf(failure.getMessage())));
    }

    private String neighbour(String key) {
        String directory = key.substring(0, key.lastIndexOf('/') + 1);
        try {
            List<String> names = call(
                            key,
                            s3 -> s3.listObjectsV2(request -> request.bucket(bucket)
                                    .prefix(directory)
                                    .delimiter("/")
                                    .maxKeys(MOST_NEIGHBOURS)))
                    .contents()
                    .stream()
                    .map(found -> found.key().substring(directory.length()))
                    .toList();
            return NearestName.suffix(key.substring(directory.length()), names);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the bucket without credentials. */
    @Override
    public String toString() {
        return "s3://" + bucket;
    }
}
