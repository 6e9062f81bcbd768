package dev.freshet.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates the failures of the SDK. The original exceptions are dropped, because they can contain secrets. */
final class S3Errors {
    static final String NO_BUCKET = "NoSuchBucket";
    private static final Set<String> WRONG_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "AuthorizationQueryParametersError");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
    private static final Set<String> OTHER_REGION =
            Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException");
    private static final Set<String> OVERLOADED =
            Set.of("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequests");

    private final String bucket;
    private final S3Access access;
    private final Limits limits;

    S3Errors(String bucket, S3Access access, Limits limits) {
        this.bucket = bucket;
        this.access = access;
        this.limits = limits;
    }

    /** Returns the translated failure; a {@link NoSuchFileException} for missing content. */
    IOException of(SdkException failure, String key) {
        if (failure instanceof AwsServiceException answer) {
            return answered(answer, key);
        }
        if (failure instanceof AbortedException) {
            return new InterruptedIOException("it was interrupted");
        }
        return new S3Failure(access.withoutSecrets(unanswered(failure)), 0);
    }

    private IOException answered(AwsServiceException answer, String key) {
        String code = code(answer);
        if (answer.statusCode() == 404 && !code.equals(NO_BUCKET)) {
            return new NoSuchFileException(key);
        }
        return new S3Failure(
                access.withoutSecrets(oneLine(answer(answer, code))),
                answer.statusCode(),
                WRONG_KEYS.contains(code) || EXPIRED.contains(code));
    }

    static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private String answer(AwsServiceException answer, String code) {
        String shown = "(" + answer.statusCode() + (code.isEmpty() ? "" : " " + code) + ")";
        if (code.equals(NO_BUCKET)) {
            return "the bucket \"" + bucket + "\" does not exist";
        }
        if (WRONG_KEYS.contains(code)) {
            return "the storage does not accept the credentials " + shown
                    + "; check access_key_id, secret_access_key and session_token";
        }
        if (EXPIRED.contains(code)) {
            return "the session token has expired " + shown + "; get a new one";
        }
        if (OTHER_REGION.contains(code) || answer.statusCode() == 301) {
            return "the bucket \"" + bucket + "\" is in another region " + shown + region(answer);
        }
        if (OVERLOADED.contains(code) || answer.statusCode() == 503 || answer.statusCode() == 429) {
            return "the storage is overloaded " + shown + "; try again later";
        }
        if (answer.statusCode() >= 500) {
            return "the storage failed " + shown + "; try again later";
        }
        return switch (answer.statusCode()) {
            case 401 -> "the storage asks for credentials " + shown;
            case 403 -> "no permission " + shown + "; a storage can also answer this if the file does not exist";
            case 412 -> "it was changed in the meantime " + shown;
            default -> "the storage refused " + shown + details(answer);
        };
    }

    private static String region(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        Optional<String> right = details == null || details.sdkHttpResponse() == null
                ? Optional.empty()
                : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
        return "; set region" + right.map(name -> ": " + name).orElse(" in the credentials, or AWS_REGION");
    }

    private static String details(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
    }

    private String unanswered(SdkException failure) {
        String message = String.valueOf(failure.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("unable to load credentials")) {
            return "no credentials are known; name some in the catalog, as in \"credentials: storage\", or set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        }
        if (lower.contains("unable to load region")) {
            return "no region is known; set region in the credentials, or AWS_REGION";
        }
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return late();
        }
        return connection(failure).orElseGet(() -> oneLine(message));
    }

    private String late() {
        return "the storage" + at() + " did not answer in time; " + "try again later";
    }

    private Optional<String> connection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                return Optional.of(connection(io));
            }
        }
        return Optional.empty();
    }

    private String connection(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "there is no host \"" + failure.getMessage() + "\"; check the endpoint and the region";
        }
        if (failure instanceof SocketTimeoutException) {
            return String.valueOf(failure.getMessage()).contains("onnect")
                    ? "no connection to the storage" + at() + " in "
                            + limits.connect().toSeconds() + " s"
                    : late();
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection to the storage" + at() + ": " + oneLine(String.valueOf(failure.getMessage()));
        }
        if (failure instanceof SSLException) {
            return "no secure connection to the storage" + at() + ": " + oneLine(String.valueOf(failure.getMessage()));
        }
        return "the connection to the storage" + at() + " broke: " + oneLine(String.valueOf(failure.getMessage()));
    }

    private String at() {
        return access.endpoint().isEmpty() ? "" : " at " + access.endpoint();
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
