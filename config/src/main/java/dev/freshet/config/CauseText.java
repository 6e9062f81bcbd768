package dev.freshet.config;

import java.util.concurrent.TimeoutException;

/** Why a node failed, in one line. Freshet's own failures say all in their messages; others need the class too. */
public final class CauseText {
    private CauseText() {}

    /** Returns the first line of the message, after the class unless it is a failure of Freshet. */
    public static String line(Throwable cause) {
        String text = cause instanceof CompleteMessage || cause instanceof TimeoutException
                ? String.valueOf(cause.getMessage())
                : cause.toString();
        return text.lines().findFirst().orElse("");
    }
}
