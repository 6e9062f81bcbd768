package dev.freshet.s3;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.FaultProxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Storages as tests want them. */
final class Access {
    /** So short that failures show at once. */
    static final Limits SHORT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 3, Duration.ofMillis(1), 2, 1 << 20, 5 << 20);

    private Access() {}

    static Map<String, String> keys(String endpoint) {
        Map<String, String> keys = new HashMap<>();
        keys.put("access_key_id", S3Server.KEY);
        keys.put("secret_access_key", S3Server.SECRET);
        keys.put("region", "us-east-1");
        keys.put("endpoint", endpoint);
        return keys;
    }

    static S3Storage storage(String bucket, String endpoint, Limits limits) {
        return storage(bucket, keys(endpoint), limits);
    }

    static S3Storage storage(String bucket, Map<String, String> keys, Limits limits) {
        return new S3Storage(bucket, S3Access.of(Credentials.of(keys)), limits);
    }

    /** Answers like a storage, without asking the server. */
    static FaultProxy.Fault answer(int status, String code) {
        return answer(status, code, "");
    }

    static FaultProxy.Fault answer(int status, String code, String headers) {
        String body = code.isEmpty()
                ? ""
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code
                        + "</Code><Message>told by the\n storage " + S3Server.SECRET
                        + "</Message><RequestId>1</RequestId></Error>";
        return FaultProxy.answer(status, "application/xml", body, headers);
    }
}
