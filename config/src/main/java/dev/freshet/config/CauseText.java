package dev.freshet.config;

import java.util.concurrent.TimeoutException;

/** Why a node failed. Freshet's own failures say all in their messages; others need the class too. */
public final class CauseText {
    private CauseText() {}

    /** Returns the message, after the class unless it is a failure of Freshet. */
    public static String text(Throwable cause) {
        return cause instanceof CompleteMessage || cause instanceof TimeoutException
                ? String.valueOf(cause.getMessage())
                : cause.toString();
    }

    /** Returns the first line of the text. */
    public static String line(Throwable cause) {
        return text(cause).lines().findFirst().orElse("");
    }
}
