package dev.freshet.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a database. It loses the answers to some statements together with the connection, and leaves
 * some connections without any answer.
 */
final class LosingProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final int backend;
    private final String statement;
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();

    /** @param statement a part of the statements whose answers are lost */
    LosingProxy(int backend, String statement) throws IOException {
        this.backend = backend;
        this.statement = statement;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Loses the next answers. */
    void loseNext(int answers) {
        losses.set(answers);
    }

    /** Does not answer on the next connections, but keeps them open. */
    void keepSilent(int connections) {
        silent.set(connections);
    }

    int silent() {
        return silent.get();
    }

    int left() {
        return losses.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "losing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                sockets.add(client);
                if (silent.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), backend);
                sockets.add(server);
                Link link = new Link(client, server);
                start(link::ask);
                start(link::answer);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** One connection. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean isLost;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            pass(client, server, true);
        }

        void answer() {
            pass(server, client, false);
        }

        private void pass(Socket from, Socket to, boolean isAsking) {
            byte[] bytes = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                    if (isAsking && text.contains(statement) && losses.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        isLost = true;
                    }
                    if (!isAsking && isLost) {
                        return;
                    }
                    to.getOutputStream().write(bytes, 0, count);
                }
            } catch (IOException e) {
                // One side has gone; the other one follows.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket open : sockets) {
            open.close();
        }
    }
}
