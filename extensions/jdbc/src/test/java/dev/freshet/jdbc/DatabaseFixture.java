package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database with a table of two flights, and a project that uses it. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class DatabaseFixture {
    record Flight(int id, String origin, @Nullable Integer delay) {}

    static final String FLIGHTS = "type: table, table: flights";

    @TempDir
    Path directory;

    TestDatabase database;
    JdbcProject project;

    abstract TestDatabase create();

    @BeforeEach
    void fill() {
        database = create();
        project = new JdbcProject(directory, database);
        database.run(
                "create table flights (id int primary key, origin varchar(100) not null, delay int)",
                "insert into flights values (1, 'BER', 5), (2, 'MUC', null)");
    }

    /** Servers notice a moment later that a connection was closed. */
    @AfterEach
    void noConnectionIsLeft() {
        while (!database.open().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    Dataset<Iterable<Flight>> flights() {
        return project.dataset(FLIGHTS, Flight.class);
    }

    List<String> rows() {
        return database.ask("select id || ' ' || origin || ' ' || coalesce(delay, -1) from flights order by id");
    }

    void fails(Runnable work, String message) {
        Throwable thrown = catchThrowable(work::run);
        assertThat(thrown)
                .isInstanceOf(DatasetException.class)
                .hasMessage(message)
                .hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("hunter2").doesNotContain("\n");
    }

    /** The words of databases differ. */
    String failure(Runnable work) {
        Throwable thrown = catchThrowable(work::run);
        assertThat(thrown).isInstanceOf(DatasetException.class).hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain("hunter2").doesNotContain("\n");
        return thrown.getMessage();
    }
}
