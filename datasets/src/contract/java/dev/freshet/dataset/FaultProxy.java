package dev.freshet.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a client and the server, and does to requests what networks and storages do on bad days. */
public final class FaultProxy implements AutoCloseable {
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    /** What happens to a request. */
    public interface Fault {
        void happen(Exchange exchange) throws IOException;
    }

    private record Rule(Predicate<String> request, AtomicInteger times, Fault fault) {}

    private final ServerSocket socket;
    private final int backend;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();

    /** @param backend the port of the server on this machine */
    public FaultProxy(int backend) throws IOException {
        this.backend = backend;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** What was asked so far, such as {@code GET /bucket/key?partNumber=1}. */
    public List<String> requests() {
        return requests;
    }

    public long count(String start) {
        return requests.stream().filter(request -> request.startsWith(start)).count();
    }

    /** Lets a fault happen to the next requests that begin so. */
    public FaultProxy next(int times, String start, Fault fault) {
        rules.add(new Rule(request -> request.startsWith(start), new AtomicInteger(times), fault));
        return this;
    }

    public FaultProxy always(String start, Fault fault) {
        return next(Integer.MAX_VALUE, start, fault);
    }

    /**
     * Answers without asking the server.
     *
     * @param headers further headers, each with its end of line
     */
    public static Fault answer(int status, String type, String body, String headers) {
        return exchange -> {
            exchange.readBody();
            String sent = exchange.request.startsWith("HEAD") ? "" : body;
            exchange.out.write(("HTTP/1.1 " + status + " No\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
                            + headers + "Content-Length: " + sent.length() + "\r\n\r\n" + sent)
                    .getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The connection is reset before any answer. */
    public static Fault reset() {
        return Exchange::reset;
    }

    /** The connection is reset when so much of the request's body has come. */
    public static Fault resetAfter(int bytes) {
        return exchange -> {
            exchange.goOn();
            exchange.in.readNBytes(bytes);
            exchange.reset();
        };
    }

    /** The server's answer reaches the client up to so many bytes of its body; then the connection is reset, or just ends. */
    public static Fault breakAfter(int bytes, boolean isReset) {
        return exchange -> {
            byte[] answer = exchange.ask();
            int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            exchange.out.write(answer, 0, Math.min(answer.length, body + bytes));
            exchange.out.flush();
            if (isReset) {
                exchange.reset();
            }
        };
    }

    /** The server does it, but its answer is lost. */
    public static Fault loseAnswer() {
        return exchange -> {
            exchange.ask();
            exchange.reset();
        };
    }

    /** The server gets the request twice; the client gets the second answer. */
    public static Fault duplicate() {
        return exchange -> {
            byte[] body = exchange.readBody();
            exchange.ask(body);
            exchange.out.write(exchange.ask(body));
        };
    }

    /** The server does it after something else was done. */
    public static Fault before(Runnable first) {
        return exchange -> {
            byte[] body = exchange.readBody();
            first.run();
            exchange.out.write(exchange.ask(body));
        };
    }

    /** A byte of the request's body is another when it reaches the server. */
    public static Fault corrupt() {
        return exchange -> {
            byte[] body = exchange.readBody();
            if (body.length > 0) {
                body[body.length / 2]++;
            }
            exchange.out.write(exchange.ask(body));
        };
    }

    /** No answer comes as long as the client waits. */
    public static Fault silence() {
        return exchange -> {
            exchange.goOn();
            exchange.in.transferTo(OutputStream.nullOutputStream());
        };
    }

    /** Does something first, such as an edit by somebody else. */
    public static Fault after(Runnable first, Fault then) {
        return exchange -> {
            then.happen(exchange);
            first.run();
        };
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                sockets.add(client);
                start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Exchange exchange = new Exchange(client);
            if (!exchange.head.isEmpty()) {
                requests.add(exchange.request);
                fault(exchange.request).happen(exchange);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private Fault fault(String request) {
        for (Rule rule : rules) {
            if (rule.request().test(request) && rule.times().getAndDecrement() > 0) {
                return rule.fault();
            }
        }
        return exchange -> exchange.out.write(exchange.ask());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket open : sockets) {
            open.close();
        }
    }

    /** One request on a connection of its own. */
    public final class Exchange {
        private final Socket client;
        private final InputStream in;
        private final OutputStream out;
        private final String head;
        private final String request;

        private Exchange(Socket client) throws IOException {
            this.client = client;
            in = client.getInputStream();
            out = client.getOutputStream();
            head = head(in);
            request = head.isEmpty() ? "" : head.substring(0, head.indexOf(" HTTP/"));
        }

        private static String head(InputStream in) throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.write(next);
                if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
            }
            return "";
        }

        /** Lets a client send the body that waits to be asked for it. */
        private void goOn() throws IOException {
            if (Pattern.compile("(?im)^expect: *100-continue").matcher(head).find()) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }

        private byte[] readBody() throws IOException {
            goOn();
            if (CHUNKED.matcher(head).find()) {
                return readChunks();
            }
            Matcher length = LENGTH.matcher(head);
            return length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
        }

        private byte[] readChunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = readSize(); size > 0; size = readSize()) {
                body.writeBytes(in.readNBytes(size));
                in.readNBytes(2);
            }
            in.readNBytes(2);
            return body.toByteArray();
        }

        private int readSize() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
                line.append((char) next);
            }
            return Integer.parseInt(line.toString().strip(), 16);
        }

        /** The server's whole answer. */
        private byte[] ask() throws IOException {
            return ask(readBody());
        }

        private byte[] ask(byte[] body) throws IOException {
            String passed = head.replaceAll("(?im)^(connection|expect):[^\r]*\r\n", "")
                    .replaceAll("(?im)^transfer-encoding:[^\r]*", "Content-Length: " + body.length)
                    .replaceFirst("\r\n", "\r\nConnection: close\r\n");
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
                server.getOutputStream().write(passed.getBytes(StandardCharsets.ISO_8859_1));
                server.getOutputStream().write(body);
                server.getOutputStream().flush();
                return closing(server.getInputStream().readAllBytes());
            }
        }

        /** Not every server repeats that the connection ends. */
        private static byte[] closing(byte[] answer) {
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            return (head.replaceAll("(?im)^connection:[^\r]*\r\n", "").replaceFirst("\r\n", "\r\nConnection: close\r\n")
                            + text.substring(head.length()))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        private void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }
    }
}
