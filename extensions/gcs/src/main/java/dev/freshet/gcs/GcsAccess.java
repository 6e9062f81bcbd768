package dev.freshet.gcs;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.StorageOptions;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings for access to a storage, from the credentials. Google's client provides the missing ones. */
final class GcsAccess {
    private static final String KEY = "key";
    private static final String KEY_FILE = "key_file";
    private static final String PROJECT = "project";
    private static final String ENDPOINT = "endpoint";
    private static final String ANONYMOUS = "anonymous";

    /** No request for objects contains the project. Without one, the client asks the network for it. */
    private static final String NO_PROJECT = "none";

    /** The keys of the credentials. */
    static final List<Option> KEYS = List.of(
            Option.text(
                    KEY_FILE,
                    "the path of a file that exists",
                    GcsAccess::isFile,
                    "The file with the key of a service account; its path is absolute, or starts from the working"
                            + " directory of the process."),
            Option.text(KEY, "the JSON of a key", "The key of a service account itself, in place of its file."),
            Option.text(
                    PROJECT,
                    "the name of a project",
                    "The project that pays for the requests, if it is not that of" + " the bucket."),
            Option.endpoint(ENDPOINT, "The address of the storage, if it is not that of Google."),
            Option.flag(ANONYMOUS, "Whether requests carry no credentials, as for public buckets."));

    private final Credentials credentials;

    private GcsAccess(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @throws IllegalArgumentException if there is more than one way to get in */
    static GcsAccess of(Credentials credentials) {
        GcsAccess access = new GcsAccess(credentials);
        List<String> ways = List.of(KEY_FILE, KEY, ANONYMOUS).stream()
                .filter(way -> way.equals(ANONYMOUS) ? access.isAnonymous() : access.has(way))
                .toList();
        if (ways.size() > 1) {
            throw new IllegalArgumentException("the credentials have both \"" + ways.get(0) + "\" and \"" + ways.get(1)
                    + "\"; remove one of them");
        }
        return access;
    }

    private boolean has(String key) {
        return credentials.get(key).isPresent();
    }

    private boolean isAnonymous() {
        return credentials.get(ANONYMOUS).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns the address of the storage; empty for Google's. */
    String endpoint() {
        return credentials.get(ENDPOINT).orElse("");
    }

    /** Returns a text without secret values. */
    String withoutSecrets(String text) {
        return credentials.get(KEY).map(key -> text.replace(key, "***")).orElse(text);
    }

    /**
     * Returns the settings of the client.
     *
     * @throws IOException if the credentials cannot be read or there are none
     */
    StorageOptions open(Limits limits) throws IOException {
        HttpStorageOptions.Builder builder = StorageOptions.http()
                .setProjectId(NO_PROJECT)
                .setCredentials(isAnonymous() ? NoCredentials.getInstance() : keys())
                .setStorageRetryStrategy(new Retries())
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout((int) limits.connect().toMillis())
                        .setReadTimeout((int) limits.read().toMillis())
                        .build())
                .setRetrySettings(limits.retries());
        credentials.get(PROJECT).ifPresent(builder::setQuotaProjectId);
        credentials.get(ENDPOINT).ifPresent(builder::setHost);
        return builder.build();
    }

    private GoogleCredentials keys() throws IOException {
        Optional<String> key = credentials.get(KEY);
        if (key.isPresent()) {
            return keys(KEY, new ByteArrayInputStream(key.get().getBytes(StandardCharsets.UTF_8)));
        }
        Optional<String> file = credentials.get(KEY_FILE);
        if (file.isPresent()) {
            try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
                return keys(KEY_FILE, in);
            }
        }
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new GcsFailure(
                    "no credentials are known; name some in the catalog, as in \"credentials: storage\", or set"
                            + " GOOGLE_APPLICATION_CREDENTIALS",
                    0);
        }
    }

    private static GoogleCredentials keys(String option, InputStream json) throws IOException {
        try {
            return ServiceAccountCredentials.fromStream(json);
        } catch (IOException | RuntimeException e) {
            // The message of the failure can repeat what is in the key.
            throw new GcsFailure("\"" + option + "\" is not the key of a service account", 0);
        }
    }

    /** Returns the keys only. */
    @Override
    public String toString() {
        return credentials.toString();
    }
}
