package dev.freshet.runtime.run.failure;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.state.StateException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Texts of exceptions that foreign code threw. Their methods may throw in turn, their messages may be long or contain
 * secrets, and their stacks may have a thousand frames. None of this ends a run or leaves the process.
 */
public final class FailureText {
    /** Longer messages are cut. */
    private static final int LONGEST = 20_000;

    private static final int MOST_FRAMES = 200;
    private static final int MOST_CAUSES = 20;

    private FailureText() {}

    /** Returns the text of {@link Throwable#toString}, or a replacement if that fails. */
    public static String of(Throwable thrown) {
        String text = told(thrown, thrown::toString);
        return text == null ? thrown.getClass().getName() : shortened(text);
    }

    /** Returns the message; null if there is none. */
    public static @Nullable String message(Throwable thrown) {
        String message = told(thrown, thrown::getMessage);
        return message == null ? null : shortened(message);
    }

    /** Returns the cause; null if there is none, or it cannot be read. */
    public static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    /** Returns the first frames of the stack; a method that replaces the JDK's may return some that are null. */
    public static List<StackTraceElement> stack(Throwable thrown) {
        try {
            return Arrays.stream(thrown.getStackTrace())
                    .filter(Objects::nonNull)
                    .limit(MOST_FRAMES)
                    .toList();
        } catch (Throwable e) {
            return List.of();
        }
    }

    private static @Nullable String told(Throwable thrown, Supplier<@Nullable String> text) {
        try {
            return text.get();
        } catch (Throwable e) {
            return thrown.getClass().getName() + ", whose message cannot be read: "
                    + e.getClass().getName();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (" + text.length() + " characters)";
    }

    /**
     * Returns the exception that may be shown: the original, or a copy that prints like it if the original must not
     * leave the process.
     */
    public static Throwable tellable(Throwable thrown) {
        return isTellable(thrown) ? thrown : copy(thrown, MOST_CAUSES);
    }

    private static boolean isTellable(Throwable thrown) {
        try {
            Throwable each = thrown;
            for (int i = 0; each != null && i < MOST_CAUSES; i++) {
                String told = each.toString();
                String text = told + "\n" + each.getMessage() + "\n" + each.getLocalizedMessage();
                if (told == null
                        || text.length() > LONGEST
                        || KnownSecrets.isIn(text)
                        || each.getStackTrace().length != stack(each).size()
                        || !Arrays.stream(each.getSuppressed()).allMatch(FailureText::isTellable)) {
                    return false;
                }
                each = each.getCause();
            }
            return each == null;
        } catch (Throwable e) {
            return false;
        }
    }

    private static Throwable copy(Throwable thrown, int causes) {
        Throwable original = cause(thrown);
        Throwable cause = original == null || causes == 0 ? null : copy(original, causes - 1);
        String told = message(thrown);
        String message = told == null ? "" : KnownSecrets.masked(told);
        Throwable copy = like(thrown, KnownSecrets.masked(of(thrown)), message, cause);
        if (cause != null && copy.getCause() == null) {
            copy.initCause(cause);
        }
        copy.setStackTrace(stack(thrown).toArray(StackTraceElement[]::new));
        return copy;
    }

    private static Throwable like(Throwable thrown, String text, String message, @Nullable Throwable cause) {
        if (thrown instanceof DatasetException) {
            return new DatasetException(message, cause);
        }
        if (thrown instanceof StateException) {
            return new StateException(message, cause);
        }
        if (thrown instanceof WorkerException worker) {
            return worker.isLost() ? WorkerException.lost(message) : new WorkerException(message);
        }
        if (thrown instanceof TimeoutException) {
            return new TimeoutException(message);
        }
        return thrown instanceof Error ? new CopiedError(text, message) : new CopiedException(text, message);
    }
}
