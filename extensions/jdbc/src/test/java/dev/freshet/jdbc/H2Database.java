package dev.freshet.jdbc;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in the memory of this process. */
final class H2Database implements TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = "test" + COUNT.incrementAndGet();

    @Override
    public String url() {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    public String user() {
        return "tester";
    }

    @Override
    public String unknown() {
        return "jdbc:h2:mem:nowhere;IFEXISTS=TRUE";
    }

    @Override
    public String refused(int port) {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String connections() {
        return "select session_id from information_schema.sessions where session_id <> session_id()";
    }

    @Override
    public String stored(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    @Override
    public String kill() {
        return "select abort_session(session_id) from information_schema.sessions where session_id <> session_id()";
    }
}
