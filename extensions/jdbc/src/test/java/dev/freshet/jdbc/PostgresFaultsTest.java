package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackend.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A state in PostgreSQL on bad days. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PostgresFaultsTest {
    private static final int WRITERS = 3;
    private static final int ENTRIES = 20;

    @TempDir
    Path directory;

    private final TestDatabase database = new PostgresDatabase();
    private final String state = database.url().substring("jdbc:".length()) + "?project=p";

    private int port() {
        return URI.create(state).getPort();
    }

    private StateBackend open(String url) throws IOException {
        return address(url, TestDatabase.PASSWORD).open();
    }

    private StateAddress address(String url, String password) throws IOException {
        return StateAddress.create(directory, url, Map.of("user", database.user(), "password", password));
    }

    private String through(int port) {
        return state.replace(":" + port() + "/", ":" + port + "/");
    }

    @Test
    void lostAnswerToAnAppend_isResolved() throws IOException {
        try (LosingProxy proxy = new LosingProxy(port(), "insert into freshet_log");
                StateBackend one = open(through(proxy.port()));
                StateBackend two = open(state)) {
            proxy.loseNext(1);
            assertThat(one.append(1, "a")).isTrue();
            assertThat(proxy.left()).isZero();
            proxy.loseNext(2);
            assertThat(one.append(2, "b")).isTrue();
            assertThat(two.append(3, "c")).isTrue();
            proxy.loseNext(1);
            assertThat(one.append(3, "d")).isFalse();
            assertThat(two.read(0).entries()).containsExactly(new Entry(1, "a"), new Entry(2, "b"), new Entry(3, "c"));
        }
    }

    @Test
    void lostAnswerToACompaction_isResolved() throws IOException {
        try (LosingProxy proxy = new LosingProxy(port(), "delete from freshet_log");
                StateBackend one = open(through(proxy.port()))) {
            one.append(1, "a");
            proxy.loseNext(1);
            assertThat(one.compact(new Entry(1, "base"))).isTrue();
            assertThat(proxy.left()).isZero();
            assertThat(one.read(0).base()).contains(new Entry(1, "base"));
        }
    }

    @Test
    void connectionsThatEnd_areReplaced() throws IOException {
        try (StateBackend backend = open(state)) {
            backend.append(1, "a");
            database.run(database.kill());
            assertThat(backend.read(0).entries()).hasSize(1);
            database.run(database.kill());
            assertThat(backend.append(2, "b")).isTrue();
            database.run(database.kill());
            backend.beat("s", "1");
            assertThat(backend.beat("s")).contains("1");
        }
    }

    /** Appends, and notes the texts of which it does not know whether they are there. */
    private static void append(
            StateBackend backend, String writer, Map<String, Long> acknowledged, Map<String, Long> unknown) {
        long known = 0;
        for (int i = 0; i < ENTRIES; i++) {
            String text = writer + " " + i;
            boolean isOver = false;
            while (!isOver) {
                try {
                    known += backend.read(known).entries().size();
                } catch (IOException e) {
                    continue;
                }
                try {
                    isOver = backend.append(known + 1, text);
                    if (isOver) {
                        known++;
                        acknowledged.put(text, known);
                    }
                } catch (IOException e) {
                    unknown.put(text, known + 1);
                    isOver = true;
                }
            }
        }
    }

    @Test
    void connectionsThatEndAllTheTime_leaveEachAcknowledgedEntryOnce() throws Exception {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        Map<String, Long> unknown = new ConcurrentHashMap<>();
        AtomicInteger left = new AtomicInteger(WRITERS);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<StateBackend> backends = new ArrayList<>();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                backends.add(open(state));
            }
            for (StateBackend backend : backends) {
                String writer = "writer " + running.size();
                running.add(threads.submit(() -> {
                    try {
                        append(backend, writer, acknowledged, unknown);
                    } finally {
                        left.decrementAndGet();
                    }
                }));
            }
            while (left.get() > 0) {
                database.run(database.kill());
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
            for (StateBackend backend : backends) {
                backend.close();
            }
        }
        try (StateBackend backend = open(state)) {
            Map<String, Long> there = new HashMap<>();
            for (Entry entry : backend.read(0).entries()) {
                assertThat(there.put(entry.text(), entry.number())).isNull();
            }
            assertThat(there).containsAllEntriesOf(acknowledged);
            there.keySet().removeAll(acknowledged.keySet());
            assertThat(unknown.keySet()).containsAll(there.keySet());
        }
    }

    /** The driver waits five seconds for the answer about TLS, here less. */
    @Test
    void serverThatAnswersTooLate_isAskedAgain() throws Exception {
        try (LosingProxy proxy = new LosingProxy(port(), "nothing is lost")) {
            Access access = Access.of(
                    "jdbc:" + through(proxy.port()).replace("?project=p", "?sslResponseTimeout=300"),
                    Credentials.of(Map.of("user", database.user(), "password", TestDatabase.PASSWORD)));
            proxy.keepSilent(2);
            access.connect().close();
            assertThat(proxy.silent()).isZero();
            proxy.keepSilent(3);
            SQLException failure = catchThrowableOfType(SQLException.class, access::connect);
            assertThat(new DatabaseErrors(access).describe(failure))
                    .startsWith("no connection to jdbc:postgresql://")
                    .endsWith(": The connection attempt failed: read timed out");
        }
    }

    @Test
    void hostThatNobodyKnows_isToldInPlainWords() throws IOException {
        Access access = Access.of("jdbc:postgresql://nowhere.invalid/db", Credentials.of(Map.of()));
        SQLException failure = catchThrowableOfType(SQLException.class, access::connect);
        assertThat(new DatabaseErrors(access).describe(failure))
                .isEqualTo("no connection to jdbc:postgresql://nowhere.invalid/db: The connection attempt failed:"
                        + " there is no such host");
    }

    private static String oneLine(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain(TestDatabase.PASSWORD);
        return thrown.getMessage();
    }

    @Test
    void wrongPasswordDatabaseOrServer_isToldInOneLine() throws IOException {
        assertThat(oneLine(catchThrowable(() -> address(state, "wrong").open())))
                .isEqualTo("the state " + state + " cannot be opened: the database does not accept the user or the"
                        + " password; check the credentials");
        String unknown = database.unknown().substring("jdbc:".length()) + "?project=p";
        assertThat(oneLine(catchThrowable(() -> open(unknown))))
                .isEqualTo("the state " + unknown + " cannot be opened: database \"nowhere\" does not exist");
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(oneLine(catchThrowable(() -> open(through(port)))))
                .startsWith("the state " + through(port) + " cannot be opened: no connection to ");
    }

    private StateBackend openAs(String user, String url) throws IOException {
        return StateAddress.create(directory, url, Map.of("user", user, "password", TestDatabase.PASSWORD))
                .open();
    }

    /** Runs what a message tells the owner to run. */
    private void follow(String message) {
        String statements = message.substring(message.indexOf(" run: ") + " run: ".length());
        database.run(statements.replaceFirst(" \\(.*", "").split("; "));
    }

    @Test
    void userWhoMayNotReadTheTables_isToldTheGrants_whichSuffice() throws IOException {
        open(state).close();
        database.run("create role stranger login password '" + TestDatabase.PASSWORD + "'");
        try {
            String told = oneLine(catchThrowable(() -> openAs("stranger", state)));
            assertThat(told)
                    .isEqualTo("the state " + state + " cannot be opened: permission denied for table freshet_state;"
                            + " let the owner of the tables run: grant insert, select, update on public.freshet_state"
                            + " to stranger; grant select, insert, delete on public.freshet_log to stranger; grant"
                            + " select, insert, update, delete on public.freshet_session to stranger; grant select,"
                            + " insert, update, delete on public.freshet_object to stranger (to read only, select is"
                            + " enough)");
            follow(told);
            useAll("stranger");
            openAs("stranger", state.replace("project=p", "project=q")).close();
        } finally {
            database.run("drop owned by stranger", "drop role stranger");
        }
    }

    private void useAll(String user) throws IOException {
        try (StateBackend backend = openAs(user, state)) {
            assertThat(backend.isReadOnly()).isFalse();
            long last = backend.read(0).entries().size();
            assertThat(backend.append(last + 1, "a")).isTrue();
            backend.beat("s", "1");
            backend.beat("s", "2");
            backend.end("s");
            backend.put("o", new byte[1]);
            backend.put("o", new byte[1]);
            assertThat(backend.collect(Set.of())).isEmpty();
            assertThat(backend.compact(new Entry(last + 1, "a"))).isTrue();
        }
    }

    @Test
    void userWhoMayDoSomeOfAllOnly_isToldTheGrants_whichSuffice() throws IOException {
        open(state).close();
        String tables = "freshet_log, freshet_session, freshet_object, freshet_state";
        database.run(
                "create role \"half Ana\" login password '" + TestDatabase.PASSWORD + "'",
                "grant select, insert on " + tables + " to \"half Ana\"",
                "grant update on freshet_state to \"half Ana\"");
        try (StateBackend backend = openAs("half Ana", state)) {
            String told = oneLine(catchThrowable(backend::isReadOnly));
            assertThat(told)
                    .isEqualTo("the state " + state + " cannot be written: the user has only some of the rights for"
                            + " that; let the owner of the tables run: grant delete on public.freshet_log to \"half"
                            + " Ana\"; grant update, delete on public.freshet_session to \"half Ana\"; grant update,"
                            + " delete on public.freshet_object to \"half Ana\"");
            assertThat(oneLine(catchThrowable(() -> backend.append(1, "a")))).isEqualTo(told);
            follow(told);
            useAll("half Ana");
        } finally {
            database.run("drop owned by \"half Ana\"", "drop role \"half Ana\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', public", "&schema=theirs, theirs", "&schema=nobodys,"})
    void userWhoMayNotCreateTables_isToldTheGrant_whichSuffices(String suffix, String schema) throws IOException {
        database.run(
                "create schema if not exists theirs",
                "revoke create on schema public from public",
                "create role newcomer login password '" + TestDatabase.PASSWORD + "'");
        try {
            String told = oneLine(catchThrowable(() -> openAs("newcomer", state + suffix)));
            assertThat(told)
                    .startsWith("the state ")
                    .contains(" cannot be opened: ")
                    .contains("; let the owner of the database run: ");
            if (schema == null) {
                assertThat(told).endsWith("grant create on database " + databaseName() + " to newcomer");
            } else {
                assertThat(told).endsWith("grant usage, create on schema " + schema + " to newcomer");
            }
            follow(told);
            openAs("newcomer", state + suffix).close();
        } finally {
            database.run("drop owned by newcomer cascade", "drop role newcomer");
        }
    }

    private String databaseName() {
        return URI.create(state).getPath().substring(1);
    }

    @Test
    void tablesOfAnotherBuild_areToldInOneLine_beforeAndForANewProject() throws IOException {
        open(state).close();
        database.run(
                "alter table freshet_object drop column unneeded_since",
                "alter table freshet_session drop column renewed",
                "alter table freshet_log add column extra text");
        for (String url : List.of(state, state.replace("project=p", "project=q"))) {
            assertThat(oneLine(catchThrowable(() -> open(url))))
                    .isEqualTo("the state " + url + " cannot be used: another build of Freshet made its tables, which"
                            + " do not have freshet_object.unneeded_since and freshet_session.renewed; name another"
                            + " schema in the address of the state (schema=NAME), or drop the tables freshet_state,"
                            + " freshet_log, freshet_session, freshet_object: all projects in them then start anew");
        }
        open(state + "&schema=fresh").close();
        database.run("drop table freshet_state, freshet_log, freshet_session, freshet_object");
        open(state).close();
    }

    @Test
    void connectionThatIsLostForGood_isToldInOneLine_andALaterCallConnectsAgain() throws IOException {
        try (LosingProxy proxy = new LosingProxy(port(), "insert into freshet_log");
                StateBackend backend = open(through(proxy.port()))) {
            assertThat(backend.isReadOnly()).isFalse();
            proxy.loseNext(100);
            assertThat(oneLine(catchThrowable(() -> backend.append(1, "a"))))
                    .startsWith("the state " + through(proxy.port())
                            + " cannot be written: the connection to the database broke: ");
            proxy.loseNext(0);
            assertThat(backend.read(0).entries()).containsExactly(new Entry(1, "a"));
        }
    }

    @Test
    void projects_andSchemas_areApart() throws IOException {
        try (StateBackend one = open(state);
                StateBackend two = open(state.replace("project=p", "project=q"));
                StateBackend three = open(state + "&schema=other")) {
            one.append(1, "a");
            assertThat(two.read(0).entries()).isEmpty();
            assertThat(three.read(0).entries()).isEmpty();
            assertThat(List.of(one.id(), two.id(), three.id())).doesNotHaveDuplicates();
            assertThat(List.of(one.place(), two.place(), three.place())).doesNotHaveDuplicates();
            try (StateBackend same = open(state + "&schema=public")) {
                assertThat(same.place()).isEqualTo(one.place());
                assertThat(same.id()).isEqualTo(one.id());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://host | the state must name a host and a database, as in postgresql://host/database?project=flights",
                "postgresql:///db?project=p | the state must name a host and a database, as in postgresql://host/database?project=flights",
                "postgresql://host/db | the state must name a project, as in postgresql://host/database?project=flights",
                "postgresql://host/db?project= | the state must name a project, as in postgresql://host/database?project=flights",
                "postgresql://host/db?project=p&shema=s | unknown parameter \"shema\" of the state; did you mean \"schema\"?",
                "postgresql://host/db?project=p&schema=a.b | \"schema\" must be a name of letters, digits and \"_\"",
                "postgresql://u:hunter2@host/db?project=p | the state must not contain a user or a password; name credentials that have them",
                "postgresql://host/db?project=p&password=hunter2 | the state must not contain a user or a password; name credentials that have them"
            })
    void wrongUrl_isTold(String url, String message) throws IOException {
        StateAddress address = address(url, "x");
        assertThatThrownBy(address::open)
                .isInstanceOf(ConfigException.class)
                .hasMessage("run.yml: " + message)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://HOST/db?project=p",
                "postgresql://host:5432/db?sslmode=require&project=p",
                "POSTGRESQL://host/db?project=p&schema="
            })
    void place_isTheSameHoweverItIsWritten(String url) {
        assertThat(PostgresUrl.of(url).place("public")).isEqualTo("postgresql://host:5432/db?schema=public&project=p");
    }
}
