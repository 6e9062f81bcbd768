package dev.freshet.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import dev.freshet.config.NearestName;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.ResumingInputStream;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.TemporaryFileReplacement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores contents in a bucket of Google Cloud Storage. The stamp of content is its MD5 with the size, or its generation
 * if the storage knows no MD5. Both change with the content, so unchanged content does not have to be read.
 */
final class GcsStorage implements Storage {
    /** The metadata key that identifies one writer. */
    private static final String WRITE_ID = "freshet-write";

    private static final String BYTES = "application/octet-stream";
    private static final int DENIED = 403;
    private static final int NOT_THAT = 412;
    private static final int BEYOND_THE_END = 416;
    private static final BlobField[] OF_AN_ENTRY = {
        BlobField.NAME, BlobField.SIZE, BlobField.MD5HASH, BlobField.GENERATION, BlobField.TIME_CREATED
    };

    private final String bucket;
    private final GcsAccess access;
    private final Limits limits;
    private final GcsErrors errors;
    private final GcsClient client;
    private volatile boolean isThere;

    GcsStorage(String bucket, GcsAccess access, Limits limits) {
        this.bucket = bucket;
        this.access = access;
        this.limits = limits;
        errors = new GcsErrors(bucket, access, limits);
        client = new GcsClient(access, limits, errors);
    }

    /** Sends a request for a key; the answer to a missing key does not distinguish a missing bucket. */
    private <T> T call(String key, GcsClient.Call<T> call) throws IOException {
        try {
            return client.call(key, call);
        } catch (NoSuchFileException e) {
            requireBucket(key);
            throw e;
        }
    }

    private void requireBucket(String key) throws IOException {
        if (isThere) {
            return;
        }
        try {
            client.call(key, storage -> storage.list(bucket, BlobListOption.pageSize(1)));
        } catch (NoSuchFileException e) {
            throw errors.noBucket();
        } catch (GcsFailure e) {
            if (e.status() != DENIED) {
                throw e;
            }
        }
        isThere = true;
    }

    private Stamp stamp(Optional<String> md5, long generation, long size) {
        String content = md5.map(digest -> "md5 " + digest).orElse("generation " + generation);
        return Stamp.identifying(content + " " + size + (access.endpoint().isEmpty() ? "" : " " + access.endpoint()));
    }

    private Stamp stamp(BlobInfo found) {
        return stamp(Optional.ofNullable(found.getMd5()), found.getGeneration(), found.getSize());
    }

    @Override
    public Optional<String> place(String key) {
        return Optional.of("gs:" + access.endpoint() + "//" + bucket + "/" + key);
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        Optional<Blob> found = find(key, OF_AN_ENTRY);
        if (found.isEmpty()) {
            requireBucket(key);
        }
        return found.map(this::entry);
    }

    private Optional<Blob> find(String key, BlobField... fields) throws IOException {
        return Optional.ofNullable(
                call(key, storage -> storage.get(BlobId.of(bucket, key), BlobGetOption.fields(fields))));
    }

    private Entry entry(Blob found) {
        return new Entry(
                found.getName(),
                found.getSize(),
                stamp(found),
                found.getCreateTimeOffsetDateTime().toInstant());
    }

    @Override
    public Content read(String key) throws IOException {
        Media media = media(key, null, null);
        Stamp stamp = stamp(media.md5(), media.generation(), media.size());
        return new OpenContent(resuming(key, media, 0), Optional.of(stamp));
    }

    /** Content with one stamp. A read that resumes requires the same generation. */
    private record OpenContent(InputStream stream, Optional<Stamp> stamp) implements Content {}

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        if (length == 0 && stat(key).isPresent()) {
            return InputStream.nullInputStream();
        }
        try {
            return resuming(key, media(key, range(from, from + Math.max(length, 1)), null), from);
        } catch (GcsFailure e) {
            if (e.status() == BEYOND_THE_END) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    private static String range(long from, long end) {
        return "bytes=" + from + "-" + (end - 1);
    }

    private Media media(String key, @Nullable String range, @Nullable Long generation) throws IOException {
        try {
            return client.media(bucket, key, range, generation);
        } catch (NoSuchFileException e) {
            requireBucket(key);
            throw e;
        }
    }

    private InputStream resuming(String key, Media media, long from) throws IOException {
        long generation = media.generation();
        long end = from + media.length();
        return new ResumingInputStream(
                media, from, end, position -> resume(key, range(position, end), generation), limits.resumes());
    }

    private InputStream resume(String key, String range, long generation) throws IOException {
        try {
            return media(key, range, generation);
        } catch (NoSuchFileException e) {
            throw new GcsFailure("it was changed in the meantime", NOT_THAT);
        }
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return new TemporaryFileReplacement(file ->
                stamp(call(key, storage -> send(storage, file, info(key).build()))));
    }

    private BlobInfo.Builder info(String key) {
        return BlobInfo.newBuilder(bucket, key).setContentType(BYTES);
    }

    /** Sends small content in one request, and large content by a session that resumes where it broke. */
    private BlobInfo send(com.google.cloud.storage.Storage storage, Path file, BlobInfo info) throws IOException {
        return Files.size(file) <= limits.largest()
                ? storage.create(info, Files.readAllBytes(file), BlobTargetOption.disableGzipContent())
                : storage.createFrom(info, file);
    }

    /** The storage copies by itself, a large content in several requests. */
    @Override
    public Optional<Stamp> move(String from, String to) throws IOException {
        CopyRequest request = CopyRequest.of(BlobId.of(bucket, from), BlobId.of(bucket, to));
        Blob copied = call(from, storage -> storage.copy(request).getResult());
        delete(from);
        return Optional.of(stamp(copied));
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        String write = UUID.randomUUID().toString();
        BlobInfo info = info(key).setMetadata(Map.of(WRITE_ID, write)).build();
        try {
            call(
                    key,
                    storage -> storage.create(
                            info, content, BlobTargetOption.doesNotExist(), BlobTargetOption.disableGzipContent()));
            return true;
        } catch (GcsFailure e) {
            if (e.status() == NOT_THAT) {
                return isOwn(key, write);
            }
            throw e;
        }
    }

    /**
     * Returns whether the content is this writer's own. An attempt whose answer was lost can have stored it; the next
     * attempt then finds it.
     */
    private boolean isOwn(String key, String write) throws IOException {
        Optional<Blob> found = find(key, BlobField.METADATA);
        return found.isPresent() && isWrittenBy(write, found.get());
    }

    private static boolean isWrittenBy(String write, BlobInfo found) {
        @Nullable Map<String, @Nullable String> metadata = found.getMetadata();
        return metadata != null && write.equals(metadata.get(WRITE_ID));
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        call(prefix, storage -> {
            storage.list(
                            bucket,
                            BlobListOption.prefix(prefix),
                            BlobListOption.pageSize(limits.page()),
                            BlobListOption.fields(OF_AN_ENTRY))
                    .iterateAll()
                    .forEach(found -> entries.add(entry(found)));
            return entries;
        });
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    @Override
    public void delete(String key) throws IOException {
        boolean isDeleted = call(key, storage -> storage.delete(BlobId.of(bucket, key)));
        if (!isDeleted) {
            requireBucket(key);
        }
    }

    @Override
    public boolean isDenied(IOException failure) {
        return failure instanceof GcsFailure refused && refused.status() == DENIED;
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
        return access.withoutSecrets(GcsErrors.oneLine(String.valueOf(failure.getMessage())));
    }

    private String neighbour(String key) {
        String directory = key.substring(0, key.lastIndexOf('/') + 1);
        List<String> names = new ArrayList<>();
        try {
            call(
                            key,
                            storage -> storage.list(
                                    bucket, BlobListOption.prefix(directory), BlobListOption.currentDirectory()))
                    .getValues()
                    .forEach(found -> names.add(found.getName().substring(directory.length())));
        } catch (IOException e) {
            return "";
        }
        return NearestName.suffix(key.substring(directory.length()), names);
    }

    /** Returns the bucket without credentials. */
    @Override
    public String toString() {
        return "gs://" + bucket;
    }
}
