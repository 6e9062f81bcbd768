package dev.freshet.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.retrying.BasicResultRetryAlgorithm;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageRetryStrategy;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Retries every request that can succeed later, whether it is idempotent by itself or not: requests either replace
 * whole contents by the same content, or delete, or carry their writer's identifier.
 */
final class Retries implements StorageRetryStrategy {
    private static final long serialVersionUID = 1L;
    private static final ResultRetryAlgorithm<?> OF_THE_CLIENT =
            StorageRetryStrategy.getUniformStorageRetryStrategy().getIdempotentHandler();

    @Override
    public ResultRetryAlgorithm<?> getIdempotentHandler() {
        return new BasicResultRetryAlgorithm<Object>() {
            @Override
            public boolean shouldRetry(@Nullable Throwable failure, @Nullable Object answer) {
                return failure != null && isPassing(failure);
            }
        };
    }

    @Override
    public ResultRetryAlgorithm<?> getNonidempotentHandler() {
        return getIdempotentHandler();
    }

    /** Returns whether a failure can be gone at the next attempt. */
    static boolean isPassing(Throwable failure) {
        return OF_THE_CLIENT.shouldRetry(failure, null) || isBrokenConnection(failure);
    }

    /** Also while a body was being sent, for which the client has no rule. */
    private static boolean isBrokenConnection(Throwable failure) {
        boolean isAnswered = failure instanceof StorageException answered && answered.getCode() > 0;
        boolean isBroken = false;
        for (Throwable cause = failure; cause != null && !isAnswered; cause = cause.getCause()) {
            isAnswered = cause instanceof HttpResponseException
                    || cause instanceof SSLException
                    || cause instanceof Retryable;
            isBroken |= cause instanceof IOException;
        }
        return isBroken && !isAnswered;
    }
}
