package dev.freshet.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Translates the failures of Google's client. The original exceptions are dropped, because they can contain secrets.
 */
final class GcsErrors {
    /** The reason of a token server for its refusal. */
    private static final Pattern OAUTH = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,40})\"");

    private final String bucket;
    private final GcsAccess access;
    private final Limits limits;

    GcsErrors(String bucket, GcsAccess access, Limits limits) {
        this.bucket = bucket;
        this.access = access;
        this.limits = limits;
    }

    /** Returns the translated failure; a {@link NoSuchFileException} for missing content or a missing bucket. */
    IOException of(StorageException failure, String key) {
        if (cause(failure, Retryable.class).isPresent()) {
            return new GcsFailure(access.withoutSecrets(refused(failure)), 0);
        }
        if (failure.getCode() == 404) {
            return new NoSuchFileException(key);
        }
        if (failure.getCode() >= 300) {
            return new GcsFailure(access.withoutSecrets(oneLine(answer(failure))), failure.getCode());
        }
        if (cause(failure, InterruptedException.class).isPresent()) {
            return interrupted();
        }
        return new GcsFailure(access.withoutSecrets(unanswered(failure)), 0);
    }

    GcsFailure noBucket() {
        return new GcsFailure("the bucket \"" + bucket + "\" does not exist", 404);
    }

    static InterruptedIOException interrupted() {
        return new InterruptedIOException("it was interrupted");
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Failures of credentials, and only those, are {@link Retryable}. Tokens come from a server of their own. */
    private String refused(StorageException failure) {
        Optional<HttpResponseException> answer = cause(failure, HttpResponseException.class);
        if (answer.isEmpty()) {
            return "there is no token for the credentials: "
                    + oneLine(String.valueOf(deepest(failure).getMessage()));
        }
        Matcher reason = OAUTH.matcher(String.valueOf(answer.get().getContent()));
        return "Google does not accept the credentials (" + answer.get().getStatusCode()
                + (reason.find() ? " " + reason.group(1) : "") + "); check the key of the service account";
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private String answer(StorageException answer) {
        String reason = Optional.ofNullable(answer.getReason()).orElse("");
        String shown = "(" + answer.getCode() + (reason.isEmpty() ? "" : " " + reason) + ")";
        if (answer.getCode() == 503 || answer.getCode() == 429) {
            return "the storage is overloaded " + shown + "; try again later";
        }
        if (answer.getCode() >= 500) {
            return "the storage failed " + shown + "; try again later";
        }
        return switch (answer.getCode()) {
            case 401 -> "the storage asks for credentials " + shown;
            case 403 -> "no permission " + shown + "; a storage can also answer this if the file does not exist";
            case 412 -> "it was changed in the meantime " + shown;
            default -> "the storage refused " + shown + ": " + answer.getMessage();
        };
    }

    private String unanswered(StorageException failure) {
        return cause(failure, IOException.class)
                .map(this::connection)
                .orElseGet(() -> oneLine(String.valueOf(failure.getMessage())));
    }

    private String connection(IOException failure) {
        String told = oneLine(String.valueOf(failure.getMessage()));
        if (failure instanceof UnknownHostException) {
            return "there is no host \"" + told + "\"; check the endpoint";
        }
        if (failure instanceof SocketTimeoutException) {
            return told.contains("onnect")
                    ? "no connection to the storage" + at() + " in "
                            + limits.connect().toSeconds() + " s"
                    : "the storage" + at() + " did not answer in time; try again later";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection to the storage" + at() + ": " + told;
        }
        if (failure instanceof SSLException) {
            return "no secure connection to the storage" + at() + ": " + told;
        }
        return "the connection to the storage" + at() + " broke: " + told;
    }

    private String at() {
        return access.endpoint().isEmpty() ? "" : " at " + access.endpoint();
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
