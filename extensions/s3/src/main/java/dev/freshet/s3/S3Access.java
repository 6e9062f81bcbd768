package dev.freshet.s3;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The settings for access to a storage, from the credentials. The default chain of the AWS SDK provides the missing
 * ones.
 */
final class S3Access {
    private static final String KEY = "access_key_id";
    private static final String SECRET = "secret_access_key";
    private static final String TOKEN = "session_token";
    private static final String REGION = "region";
    private static final String ENDPOINT = "endpoint";
    private static final String PATH_STYLE = "path_style";
    private static final String PROFILE = "profile";
    private static final String ANONYMOUS = "anonymous";

    /** The keys of the credentials. */
    static final List<Option> KEYS = List.of(
            Option.text(KEY, "a key", "The name of the key, with the secret that belongs to it."),
            Option.text(SECRET, "a secret", "The secret of the key."),
            Option.text(TOKEN, "a token", "The token of a temporary key."),
            Option.text(
                    PROFILE,
                    "the name of a profile",
                    "A profile of the files `~/.aws/credentials` and `~/.aws/config`, in place of a key."),
            Option.flag(ANONYMOUS, "Whether requests carry no credentials, as for public buckets."),
            Option.text(REGION, "the name of a region", "The region of the bucket, such as `eu-central-1`."),
            Option.endpoint(ENDPOINT, "The address of a storage other than that of AWS."),
            Option.flag(
                    PATH_STYLE,
                    "Whether the bucket is part of the path, and not of the host; `true` by default if there is an"
                            + " `endpoint`."));

    private final Credentials credentials;

    private S3Access(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @throws IllegalArgumentException if a key is missing that another one needs */
    static S3Access of(Credentials credentials) {
        boolean hasKey = credentials.get(KEY).isPresent();
        boolean hasSecret = credentials.get(SECRET).isPresent();
        if (hasKey != hasSecret) {
            throw new IllegalArgumentException("the credentials have \"" + (hasKey ? KEY : SECRET) + "\" but no \""
                    + (hasKey ? SECRET : KEY) + "\"");
        }
        if (!hasKey && credentials.get(TOKEN).isPresent()) {
            throw new IllegalArgumentException(
                    "the credentials have \"" + TOKEN + "\" but no \"" + KEY + "\" and \"" + SECRET + "\"");
        }
        boolean isAnonymous = isOn(credentials.get(ANONYMOUS));
        Optional<String> given = hasKey
                ? Optional.of(KEY)
                : credentials.get(PROFILE).map(profile -> PROFILE).filter(profile -> isAnonymous);
        if (given.isPresent() && (isAnonymous || credentials.get(PROFILE).isPresent())) {
            throw new IllegalArgumentException("the credentials have \"" + given.get() + "\" and \""
                    + (isAnonymous ? ANONYMOUS : PROFILE) + "\"; leave out one of them");
        }
        return new S3Access(credentials);
    }

    private static boolean isOn(Optional<String> flag) {
        return flag.filter("true"::equalsIgnoreCase).isPresent();
    }

    /** Returns the name of the profile that was asked for. */
    Optional<String> profile() {
        return credentials.get(PROFILE);
    }

    /** Returns the address of the storage; empty for AWS. */
    String endpoint() {
        return credentials.get(ENDPOINT).orElse("");
    }

    /** Returns a text without secret values. */
    String withoutSecrets(String text) {
        String safe = text;
        for (String key : List.of(KEY, SECRET, TOKEN)) {
            Optional<String> secret = credentials.get(key);
            safe = secret.isPresent() ? safe.replace(secret.get(), "***") : safe;
        }
        return safe;
    }

    S3Client open(Limits limits) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.connect())
                        .socketTimeout(limits.read()))
                .overrideConfiguration(override -> {
                    override.retryStrategy(retries(limits));
                    profile().ifPresent(override::defaultProfileName);
                })
                // Storages other than AWS do not always support the newer checksums, so uploads have Content-MD5
                // instead.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        credentials.get(REGION).map(Region::of).ifPresent(builder::region);
        credentials.get(ENDPOINT).map(URI::create).ifPresent(builder::endpointOverride);
        // Few self-hosted storages have a host name for each bucket.
        credentials
                .get(PATH_STYLE)
                .or(() -> credentials.get(ENDPOINT).map(endpoint -> "true"))
                .ifPresent(isOn -> builder.forcePathStyle(isOn.equalsIgnoreCase("true")));
        profile().map(ProfileCredentialsProvider::create).ifPresent(builder::credentialsProvider);
        if (isOn(credentials.get(ANONYMOUS))) {
            builder.credentialsProvider(AnonymousCredentialsProvider.create());
        }
        credentials.get(KEY).ifPresent(key -> builder.credentialsProvider(StaticCredentialsProvider.create(keys(key))));
        return builder.build();
    }

    private AwsCredentials keys(String key) {
        String secret = credentials.get(SECRET).orElseThrow();
        Optional<String> token = credentials.get(TOKEN);
        return token.isPresent()
                ? AwsSessionCredentials.create(key, secret, token.get())
                : AwsBasicCredentials.create(key, secret);
    }

    private static RetryStrategy retries(Limits limits) {
        BackoffStrategy growing =
                BackoffStrategy.exponentialDelay(limits.pause(), limits.pause().multipliedBy(100));
        return AwsRetryStrategy.forRetryMode(RetryMode.STANDARD).toBuilder()
                .maxAttempts(limits.attempts())
                .backoffStrategy(growing)
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(
                        limits.pause().multipliedBy(5), limits.pause().multipliedBy(100)))
                .build();
    }

    /** Returns the keys only. */
    @Override
    public String toString() {
        return credentials.toString();
    }
}
