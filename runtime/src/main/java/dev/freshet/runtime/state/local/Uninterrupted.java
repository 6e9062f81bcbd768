package dev.freshet.runtime.state.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Reads and writes files on threads that may be interrupted: an interrupt closes the file that is open at the time, and
 * has to wait for what is written.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that can be done again from its beginning. */
    interface Access<T> {
        T run() throws IOException;
    }

    /** Does it, once more if an interrupt came between; the thread is interrupted afterwards. */
    static <T> T call(Access<T> access) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return access.run();
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
