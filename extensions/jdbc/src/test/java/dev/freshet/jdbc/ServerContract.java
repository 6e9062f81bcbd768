package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What datasets do in every database that has schemas, passwords and connections over a network. */
abstract class ServerContract extends DatabaseContract {
    @Test
    void nameWithSchema_isFound() {
        database.run("create schema other", "create table other.\"Odd name\" (id int)");
        record Id(int id) {}
        Dataset<Iterable<Id>> odd = project.dataset("type: table, table: other.Odd name", Id.class);
        odd.save(List.of(new Id(1)));
        assertThat(database.ask("select id from other.\"Odd name\"")).containsExactly("1");
        assertThat(project.dataset("type: table, table: \"Odd name\"", Id.class).exists())
                .isFalse();
    }

    @Test
    void wrongPassword_isOneLine() {
        project.credentials(database.url(), database.user(), "hunter2-is-wrong");
        fails(
                () -> flights().load(),
                "dataset \"d\" (table flights of db): the database does not accept the user or the password; check the"
                        + " credentials \"db\"");
        fails(
                () -> project.version(FLIGHTS),
                "dataset \"d\" (table flights of db): the database does not accept the user or the password; check the"
                        + " credentials \"db\"");
    }

    @Test
    void unknownDatabase_isOneLine() {
        project.credentials(database.unknown(), database.user(), TestDatabase.PASSWORD);
        assertThat(failure(() -> flights().load()))
                .startsWith("dataset \"d\" (table flights of db): ")
                .contains("nowhere");
    }

    @Test
    void refusedConnection_isOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        project.credentials(database.refused(port), database.user(), TestDatabase.PASSWORD);
        assertThat(failure(() -> flights().load()))
                .startsWith("dataset \"d\" (table flights of db): no connection to " + database.refused(port) + ": ");
    }

    @Test
    void killedConnection_isOneLine_andLeavesTheOldRows() {
        Dataset<Iterable<Flight>> single = project.dataset(FLIGHTS + ", fetch_size: 1", Flight.class);
        try (Stream<Object> stream = ((RecordDataset) (Dataset<?>) single).stream()) {
            Iterator<Object> rows = stream.iterator();
            rows.next();
            database.ask(database.kill());
            assertThat(failure(rows::next)).contains("row 2): the connection to the database broke: ");
        }
        try (RecordOutput output = ((RecordDataset) (Dataset<?>) single).replace()) {
            output.write(new Flight(9, "X", null));
            database.ask(database.kill());
            assertThat(failure(output::commit)).contains("record 1): the connection to the database broke: ");
        }
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    @Test
    void outputWithARefusedRecord_cannotBeCommitted() {
        try (RecordOutput output =
                ((RecordDataset) (Dataset<?>) project.dataset(FLIGHTS + ", fetch_size: 1", Flight.class)).replace()) {
            output.write(new Flight(1, "A", 1));
            failure(() -> output.write(new Flight(1, "B", 1)));
            fails(
                    output::commit,
                    "dataset \"d\" (table flights of db): a record could not be written, so none was saved");
        }
        assertThat(rows()).containsExactly("1 BER 5", "2 MUC -1");
    }

    @Test
    void records_areSentInBatches_whileTheyAreMade() {
        AtomicInteger made = new AtomicInteger();
        Iterable<Flight> twice = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return made.get() < 100_000;
            }

            @Override
            public Flight next() {
                return new Flight(made.incrementAndGet() % 50_000, "X", null);
            }
        };
        failure(() -> flights().save(twice));
        assertThat(made)
                .as("the 50,000th repeats a key, in the batch that ends at 51,000")
                .hasValueLessThan(51_001);
    }
}
