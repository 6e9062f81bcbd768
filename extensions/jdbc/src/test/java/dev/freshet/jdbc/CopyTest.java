package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of a large table with little memory, and how often a run reads it. {@code -Dfreshet.jdbc.rows=1000000} gives
 * the numbers of docs/performance.md.
 */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CopyTest {
    private static final int ROWS = Integer.getInteger("freshet.jdbc.rows", 20_000);
    /** Few rows are long, so that the table never fits into the memory of the process that copies it. */
    private static final int LENGTH = Math.max(20, 70_000_000 / ROWS - 50);

    @TempDir
    Path directory;

    private final TestDatabase database = new PostgresDatabase();
    private JdbcProject project;

    @BeforeEach
    void fill() {
        project = new JdbcProject(directory, database).catalog("""
                source: {type: table, table: source, credentials: db}
                target: {type: table, table: target, credentials: db}
                """);
        String columns = " (id int, word text, amount double precision)";
        database.run(
                "create table source" + columns,
                "create table target" + columns,
                "insert into source select g, rpad('word number ' || g, " + LENGTH + ", '-'), g / 8.0"
                        + " from generate_series(1, " + ROWS + ") g");
    }

    /** How often the rows were read since the last call. The server counts what a connection did when it ends. */
    private long reads(String table) {
        for (List<String> open = database.open(); !open.isEmpty(); open = database.open()) {
            // Nobody closes them any more if the time of the test is up.
            assertThat(Thread.currentThread().isInterrupted())
                    .as("time is up, and open are still " + open)
                    .isFalse();
            Thread.onSpinWait();
        }
        String count = "select seq_scan from pg_stat_user_tables where relname = '" + table + "'";
        long reads = Long.parseLong(database.ask(count).get(0));
        database.run("select pg_stat_reset_single_table_counters('" + table + "'::regclass)");
        return reads;
    }

    private String copy() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CopyFlow.class.getName(),
                        project.conf().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    @Test
    void largeTable_isCopiedWithLittleMemory_andReadTwice() throws Exception {
        reads("source");
        String said = copy();
        long reads = reads("source");
        System.out.println("copied " + ROWS + " rows with 64 MB: source read " + reads + " times, target "
                + reads("target") + " times, " + said);
        assertThat(database.ask("select count(*) || ' ' || sum(amount) from target"))
                .isEqualTo(database.ask("select count(*) || ' ' || sum(amount) from source"));
        assertThat(reads).isLessThanOrEqualTo(2);
        reads("source");
        assertThat(run()).as("unchanged").isEqualTo(1);
        database.run("update source set word = 'changed' where id = 1");
        reads("source");
        assertThat(run()).as("once to decide, once to load").isEqualTo(2);
        assertThat(run()).as("recorded as what was loaded").isEqualTo(1);
        assertThat(database.ask("select word from target where id = 1")).isEqualTo(List.of("changed"));
    }

    private long run() {
        Run.of(new CopyFlow()).conf(project.conf()).start().orThrow();
        return reads("source");
    }
}
