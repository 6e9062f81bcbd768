package dev.freshet.page;

import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.live.LiveSource;
import java.io.IOException;

/** Serves the graph of a pipeline while it changes, to browsers on this machine. */
public final class PageServer implements LiveServer {
    @Override
    public Served start(LiveSource source, int port) throws IOException {
        return Site.start(source, port, Pace.USUAL);
    }
}
