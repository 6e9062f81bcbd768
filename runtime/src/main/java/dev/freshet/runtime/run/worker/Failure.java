package dev.freshet.runtime.run.worker;

import dev.freshet.dataset.DatasetException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown in another process, with everything that it was caused by.
 *
 * @param text what {@link Throwable#toString} gives
 */
record Failure(
        Kind kind,
        String text,
        @Nullable String message,
        List<StackFrame> stack,
        @Nullable Failure cause) {
    private static final int MOST_CAUSES = 20;

    /** What becomes of it in the other process. */
    enum Kind {
        EXCEPTION,
        ERROR,
        OUT_OF_MEMORY,
        DATASET
    }

    /** See {@link StackTraceElement}. */
    record StackFrame(String type, String method, @Nullable String file, int line) {
        static StackFrame of(StackTraceElement element) {
            return new StackFrame(
                    element.getClassName(), element.getMethodName(), element.getFileName(), element.getLineNumber());
        }

        StackTraceElement element() {
            return new StackTraceElement(type, method, file, line);
        }
    }

    static Failure of(Throwable thrown) {
        return of(thrown, MOST_CAUSES);
    }

    private static Failure of(Throwable thrown, int causes) {
        Throwable cause = thrown.getCause();
        return new Failure(
                kind(thrown),
                thrown.toString(),
                thrown.getMessage(),
                Arrays.stream(thrown.getStackTrace()).map(StackFrame::of).toList(),
                cause == null || causes == 0 ? null : of(cause, causes - 1));
    }

    private static Kind kind(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return Kind.OUT_OF_MEMORY;
        }
        if (thrown instanceof DatasetException) {
            return Kind.DATASET;
        }
        return thrown instanceof Exception ? Kind.EXCEPTION : Kind.ERROR;
    }

    Throwable throwable() {
        String shown = message == null ? "" : message;
        Throwable caught = cause == null ? null : cause.throwable();
        Throwable thrown = switch (kind) {
            case DATASET -> new DatasetException(shown, caught);
            case ERROR, OUT_OF_MEMORY -> new RemoteError(text, shown);
            case EXCEPTION -> new RemoteException(text, shown);
        };
        if (caught != null && thrown.getCause() == null) {
            thrown.initCause(caught);
        }
        thrown.setStackTrace(stack.stream().map(StackFrame::element).toArray(StackTraceElement[]::new));
        return thrown;
    }
}
