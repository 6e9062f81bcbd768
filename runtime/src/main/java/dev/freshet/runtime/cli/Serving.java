package dev.freshet.runtime.cli;

import dev.freshet.config.Services;
import dev.freshet.runtime.live.LiveServer;
import dev.freshet.runtime.live.LiveSource;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.ParseResult;

/** Starts the server of a page. */
final class Serving {
    private static final int LARGEST_PORT = 65_535;
    private static final Services<LiveServer> SERVERS =
            new Services<>(LiveServer.class, loader -> ServiceLoader.load(LiveServer.class, loader));

    private final LiveServer server;

    private Serving(LiveServer server) {
        this.server = server;
    }

    /** Returns the port for the page of a run, 0 for any; empty if it has no page. */
    static Optional<Integer> portOfRun(ParseResult command) {
        if (GivenOptions.has(command, Commands.SERVE)) {
            return Optional.of(port(command));
        }
        if (GivenOptions.has(command, Commands.PORT)) {
            throw new UsageException(Commands.PORT + " is the port of the page; add " + Commands.SERVE);
        }
        return Optional.empty();
    }

    /** Returns the port that is given; 0 for any. */
    static int port(ParseResult command) {
        if (!GivenOptions.has(command, Commands.PORT)) {
            return 0;
        }
        int port = command.matchedOptionValue(Commands.PORT, 0);
        if (port < 1 || port > LARGEST_PORT) {
            throw new UsageException(Commands.PORT + " must be from 1 to " + LARGEST_PORT + ", not " + port);
        }
        return port;
    }

    /** @throws UsageException if the page is not on the class path */
    static Serving find() {
        return SERVERS.all().stream()
                .findFirst()
                .map(Serving::new)
                .orElseThrow(() -> new UsageException(
                        "the page is an artifact of its own; add dev.freshet:freshet-page to the class path"));
    }

    /** @throws UsageException if the port is not free */
    LiveServer.Served start(LiveSource source, int port) {
        try {
            return server.start(source, port);
        } catch (BindException e) {
            throw new UsageException("port " + port + " cannot be used (" + e.getMessage() + "); give another "
                    + Commands.PORT + ", or none, for one that is free");
        } catch (IOException e) {
            throw new UsageException("the page cannot be served: " + e.getMessage());
        }
    }
}
