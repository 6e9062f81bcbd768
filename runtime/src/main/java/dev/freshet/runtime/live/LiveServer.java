package dev.freshet.runtime.live;

import java.io.IOException;

/**
 * Serves a page on this machine. The command line finds it by {@link java.util.ServiceLoader}; the artifact
 * {@code dev.freshet:freshet-page} has it. Implementations have a constructor without arguments.
 */
public interface LiveServer {
    /**
     * Starts to serve.
     *
     * @param port the port; 0 for any free port
     * @throws IOException if the port cannot be opened
     */
    Served start(LiveSource source, int port) throws IOException;

    /** A page that is served. */
    interface Served extends AutoCloseable {
        /** Returns the address of the page. It contains the token that every request needs. */
        String address();

        /**
         * Stops serving. First sends the latest changes to all watchers, if that takes only a moment. No thread is
         * left.
         */
        @Override
        void close();
    }
}
