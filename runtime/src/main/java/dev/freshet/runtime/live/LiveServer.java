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
     * @param port 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    Served start(LiveSource source, int port) throws IOException;

    /** A page that is served. */
    interface Served extends AutoCloseable {
        /** Returns the address of the page, with the token without which nobody is answered. */
        String address();

        /**
         * Stops serving. Whoever watches is told the latest first, if that takes no longer than a moment. No thread is
         * left.
         */
        @Override
        void close();
    }
}
