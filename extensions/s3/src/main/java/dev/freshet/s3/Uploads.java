package dev.freshet.s3;

import dev.freshet.dataset.LimitedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** Sends files to a bucket: small files in one request, large ones in parts that are combined at the end. */
final class Uploads {
    /** The metadata key that identifies one writer. */
    static final String WRITE_ID = "freshet-write";

    private static final long MOST_PARTS = 10_000;
    private static final String BYTES = "application/octet-stream";

    private final S3Client client;
    private final String bucket;
    private final Limits limits;

    Uploads(S3Client client, String bucket, Limits limits) {
        this.client = client;
        this.bucket = bucket;
        this.limits = limits;
    }

    /** Sends a file and returns the ETag of the content. */
    String send(Path file, String key) throws IOException {
        long size = Files.size(file);
        return size <= limits.largest() ? whole(file, key, size) : inParts(file, key, size);
    }

    private String whole(Path file, String key, long size) throws IOException {
        String digest = md5(file, 0, size);
        return client.putObject(
                        request -> request.bucket(bucket).key(key).contentMD5(digest), RequestBody.fromFile(file))
                .eTag();
    }

    private String inParts(Path file, String key, long size) throws IOException {
        String write = UUID.randomUUID().toString();
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(Map.of(WRITE_ID, write)))
                .uploadId();
        try {
            return complete(key, upload, write, sendParts(file, key, size, upload));
        } catch (IOException | RuntimeException | Error e) {
            abort(key, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> sendParts(Path file, String key, long size, String upload) throws IOException {
        long length = Math.max(limits.part(), (size + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < size; from += length) {
            parts.add(sendPart(file, key, upload, parts.size() + 1, from, Math.min(length, size - from)));
        }
        return parts;
    }

    private CompletedPart sendPart(Path file, String key, String upload, int number, long from, long length)
            throws IOException {
        String digest = md5(file, from, length);
        RequestBody body = RequestBody.fromContentProvider(() -> part(file, from, length), length, BYTES);
        String tag = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentMD5(digest),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private String complete(String key, String upload, String write, List<CompletedPart> parts) {
        try {
            return client.completeMultipartUpload(request ->
                            request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)))
                    .eTag();
        } catch (NoSuchUploadException e) {
            // An attempt whose answer was lost can have completed the upload.
            var stored = client.headObject(request -> request.bucket(bucket).key(key));
            if (write.equals(stored.metadata().get(WRITE_ID))) {
                return stored.eTag();
            }
            throw e;
        }
    }

    private void abort(String key, String upload, Throwable failure) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            failure.addSuppressed(new IOException("the parts that were sent are still in the bucket"));
        }
    }

    private static InputStream part(Path file, long from, long length) {
        try {
            InputStream in = Files.newInputStream(file);
            in.skipNBytes(from);
            return new LimitedInputStream(in, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String md5(Path file, long from, long length) throws IOException {
        try (InputStream in = part(file, from, length)) {
            return md5(in);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns the checksum by which the storage verifies an upload. */
    static String md5(InputStream content) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new S3Failure("this Java has no MD5, which the storage needs to verify uploads", 0);
        }
        new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
