package dev.freshet.runtime.worker;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.run.failure.CopiedError;
import dev.freshet.runtime.run.failure.CopiedException;
import dev.freshet.runtime.run.failure.FailureText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exception that was thrown in another process, with all of its causes.
 *
 * @param text the text of {@link Throwable#toString}
 */
record Failure(
        Kind kind,
        String text,
        @Nullable String message,
        List<StackFrame> stack,
        @Nullable Failure cause) {
    private static final int MOST_CAUSES = 20;

    /** The kind of exception that the receiver creates. */
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
        Throwable cause = FailureText.cause(thrown);
        return new Failure(
                kind(thrown),
                FailureText.of(thrown),
                FailureText.message(thrown),
                FailureText.stack(thrown).stream().map(StackFrame::of).toList(),
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
            case ERROR, OUT_OF_MEMORY -> new CopiedError(text, shown);
            case EXCEPTION -> new CopiedException(text, shown);
        };
        if (caught != null && thrown.getCause() == null) {
            thrown.initCause(caught);
        }
        thrown.setStackTrace(stack.stream().map(StackFrame::element).toArray(StackTraceElement[]::new));
        return thrown;
    }
}
