package dev.freshet.runtime.cli.terminal;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.state.StateException;
import java.util.concurrent.TimeoutException;

/** Why a node failed, in one line. Freshet's own failures say all in their messages; others need the class too. */
final class CauseText {
    private CauseText() {}

    static String line(Throwable cause) {
        String text = cause instanceof DatasetException
                        || cause instanceof StateException
                        || cause instanceof WorkerException
                        || cause instanceof TimeoutException
                ? String.valueOf(cause.getMessage())
                : cause.toString();
        return text.lines().findFirst().orElse("");
    }
}
