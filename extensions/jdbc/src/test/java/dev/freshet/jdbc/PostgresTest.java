package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RecordDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PostgreSQL. */
final class PostgresTest extends DatabaseContract {
    @Override
    TestDatabase create() {
        return new PostgresDatabase();
    }

    /** The row at the end of the result cannot be made: who waits for the whole result sees none. */
    @Test
    void rows_areReadWhileTheyAreMade() {
        Dataset<Iterable<Flight>> endless = project.dataset(
                "type: query, sql: \"select g as id, 'X' as origin, 1 / (100000 - g) as delay"
                        + " from generate_series(1, 100000) g\"",
                Flight.class);
        List<Object> seen = new ArrayList<>();
        try (Stream<Object> stream = ((RecordDataset) (Dataset<?>) endless).stream()) {
            assertThatThrownBy(() -> stream.forEach(seen::add))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("dataset \"d\" (query d of db, row 99001): division by zero");
        }
        assertThat(seen).hasSize(99_000);
    }

    record Special(UUID id, Mood mood, Optional<Mood> other, String data) {}

    @Test
    void typesOfPostgres_takeTexts() {
        database.run(
                "create type mood as enum ('GLAD', 'SAD')",
                "create table special (id uuid, mood mood, other mood, data jsonb)");
        Dataset<Iterable<Special>> special = project.dataset("type: table, table: special", Special.class);
        List<Special> saved = List.of(new Special(new UUID(1, 2), Mood.SAD, Optional.empty(), "{\"a\": 1}"));
        special.save(saved);
        assertThat(special.load()).containsExactlyElementsOf(saved);
    }

    @Test
    void query_cannotWrite() {
        Dataset<Iterable<Flight>> writing =
                project.dataset("type: query, sql: \"delete from flights returning *\"", Flight.class);
        assertThatThrownBy(writing::load)
                .hasMessage("dataset \"d\" (query d of db): cannot execute DELETE in a read-only transaction");
        assertThat(flights().load()).hasSize(2);
    }
}
