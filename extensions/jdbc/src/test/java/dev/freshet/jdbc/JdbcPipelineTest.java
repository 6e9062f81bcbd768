package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.ProgramProcess;
import dev.freshet.runtime.ProgramProcess.Said;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose datasets are all in a database. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JdbcPipelineTest {
    private static final String CATALOG = """
            raw: {type: table, table: raw, credentials: db}
            other: {type: query, sql: "select id, word from other where id > 0", credentials: db}
            cleaned: {type: table, table: cleaned, credentials: db}
            counted: {type: table, table: counted, credentials: db, create: true}
            shouted: {type: table, table: shouted, credentials: db, create: true}
            """;

    @TempDir
    Path directory;

    private final TestDatabase database = new PostgresDatabase();
    private JdbcProject project;
    private ProgramProcess program;

    @BeforeEach
    void writeProject() {
        project = new JdbcProject(directory, database).catalog(CATALOG);
        program = new ProgramProcess(JdbcFlow.class, directory);
        database.run(
                "create table raw (id int, word varchar(50))",
                "insert into raw values (1, ' one '), (2, 'two')",
                "create table other (id int, word varchar(50))",
                "insert into other values (0, 'zero'), (1, 'one')",
                "create table cleaned (id int, word char(5), at timestamptz default now())");
        JdbcFlow.CALLED.clear();
    }

    private Run describe() {
        return Run.of(JdbcFlow.create()).conf(project.conf());
    }

    private List<String> run() {
        JdbcFlow.CALLED.clear();
        describe().start().orThrow();
        return JdbcFlow.CALLED.stream().sorted().toList();
    }

    private List<String> words(String table) {
        return database.ask("select trim(word) from " + table + " order by id");
    }

    @Test
    void secondRun_isFresh_alsoAfterColumnsThatTheDatabaseFills() {
        assertThat(run()).containsExactly("clean", "count", "shout");
        assertThat(words("cleaned")).containsExactly("one", "two");
        assertThat(words("shouted")).containsExactly("ONE");
        assertThat(run()).isEmpty();
        assertThat(run()).isEmpty();
    }

    @Test
    void updateByHand_runsItsReadersOnly() {
        run();
        database.run("update raw set word = 'three' where id = 2");
        assertThat(run()).containsExactly("clean", "count");
        assertThat(words("cleaned")).containsExactly("one", "three");
        database.run("update other set word = 'null' where id = 0");
        assertThat(run()).as("a row that the query leaves out").isEmpty();
        database.run("insert into other values (2, 'two')");
        assertThat(run()).containsExactly("shout");
        assertThat(run()).isEmpty();
    }

    /** After the decision, and before the load: in PostgreSQL, and in H2. */
    @Test
    void inputThatChangesBeforeItsReaderStarts_isRecordedAsItWasRead() {
        changesLate(database, project);
        TestDatabase h2 = new H2Database();
        h2.run(
                "create table raw (id int, word varchar(50))",
                "insert into raw values (1, ' one '), (2, 'two')",
                "create table other (id int, word varchar(50))",
                "insert into other values (0, 'zero'), (1, 'one')",
                "create table cleaned (id int, word varchar(50))");
        changesLate(h2, new JdbcProject(directory.resolve("h2"), h2).catalog(CATALOG));
    }

    private static void changesLate(TestDatabase in, JdbcProject of) {
        Run.of(JdbcFlow.create()).conf(of.conf()).start().orThrow();
        in.run("update raw set word = 'plan' where id = 2");
        JdbcFlow.CALLED.clear();
        Run.of(JdbcFlow.create())
                .conf(of.conf())
                .listener(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        if (node.node().equals("clean")) {
                            in.run("update raw set word = 'late' where id = 2");
                        }
                    }
                })
                .start()
                .orThrow();
        assertThat(JdbcFlow.CALLED).containsExactlyInAnyOrder("clean", "count");
        assertThat(in.ask("select trim(word) from cleaned order by id")).containsExactly("one", "late");
        JdbcFlow.CALLED.clear();
        Run.of(JdbcFlow.create()).conf(of.conf()).start().orThrow();
        assertThat(JdbcFlow.CALLED).as("it was recorded").isEmpty();
        in.run("update raw set word = 'plan' where id = 2");
        Run.of(JdbcFlow.create()).conf(of.conf()).start().orThrow();
        assertThat(JdbcFlow.CALLED).as("it was not recorded as planned").contains("clean");
    }

    @Test
    void outputThatSomebodyElseChangedOrDropped_isMadeAgain() {
        run();
        database.run("delete from shouted");
        assertThat(run()).containsExactly("shout");
        database.run("drop table shouted");
        assertThat(run()).containsExactly("shout");
        assertThat(words("shouted")).containsExactly("ONE");
    }

    @Test
    void versionStatement_saysWhatIsFresh() {
        database.run("create table clock (at int)", "insert into clock values (1)");
        project.catalog(CATALOG.replace("table: raw,", "table: raw, version: \"select at from clock\","));
        run();
        assertThat(run()).isEmpty();
        database.run("update raw set word = 'three' where id = 2");
        assertThat(run()).as("as the statement says").isEmpty();
        database.run("update clock set at = 2");
        assertThat(run()).containsExactly("clean", "count");
        database.run("update clock set at = 3");
        assertThat(run()).as("the rows are the same").isEmpty();
    }

    @Test
    void failedSave_failsItsNode_andTheNextRunMakesUp() {
        run();
        database.run("update raw set word = 'far too long' where id = 2");
        RunReport report = describe().start();
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage("dataset \"cleaned\" (table cleaned of db, record 2): value too long for type"
                        + " character(5)");
        assertThat(words("cleaned")).containsExactly("one", "two");
        database.run("update raw set word = 'short' where id = 2");
        assertThat(run()).containsExactly("clean", "count");
    }

    /** Rows of earlier saves stay, and count as content: who changes one changes the output. */
    @Test
    void upsertedOutput_isUpToDate_untilSomebodyChangesARow() {
        database.run("create table kept (id int primary key, word varchar(50))", "insert into kept values (9, 'nine')");
        project.catalog(CATALOG.replace(
                "shouted: {type: table, table: shouted, credentials: db, create: true}",
                "shouted: {type: table, table: kept, credentials: db, mode: upsert, key: [id]}"));
        run();
        assertThat(words("kept")).containsExactly("ONE", "nine");
        assertThat(run()).as("nothing has changed").isEmpty();
        database.run("update other set word = 'uno' where id = 1", "insert into other values (2, 'due')");
        assertThat(run()).containsExactly("shout");
        assertThat(words("kept")).containsExactly("UNO", "DUE", "nine");
        assertThat(run()).isEmpty();
        database.run("update kept set word = 'x' where id = 1");
        assertThat(run()).as("an output that somebody else changed").containsExactly("shout");
        assertThat(words("kept")).containsExactly("UNO", "DUE", "nine");
        database.run("update other set word = 'zwei' where id = 2");
        assertThat(run()).containsExactly("shout");
        assertThat(run()).isEmpty();
    }

    @Test
    void missingInput_isAConfigurationError() {
        database.run("drop table raw");
        assertThatThrownBy(() -> describe().start())
                .isInstanceOf(ConfigException.class)
                .hasMessage("conf/base/catalog.yml:1:1: the input \"raw\" does not exist: there is no table raw of db");
    }

    @Test
    void workerProcesses_getAtTheDatabase_withoutSecretsInSight() throws IOException {
        describe().runner(Runner.processes(1)).start().orThrow();
        assertThat(words("cleaned")).containsExactly("one", "two");
        assertThat(JdbcFlow.CALLED).as("in this process").isEmpty();
        assertThat(words("counted").get(0)).contains("java").doesNotContain("hunter2");
        assertThat(program.filesWith("hunter2")).containsExactly("conf/local/credentials.yml");
        assertThat(run()).isEmpty();
    }

    @Test
    void commands_tellWhatIsWrongInALine_andNoSecret() throws Exception {
        assertThat(program.execute("run").code()).isZero();
        for (String shown : List.of("plan", "status", "list", "catalog check", "why clean")) {
            Said said = program.execute(shown.split(" "));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).doesNotContain("hunter2");
        }
        project.credentials(database.url(), database.user(), "hunter2-is-wrong");
        Said refused = program.execute("run", "--force");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .startsWith("dataset \"raw\" (table raw of db): the database does not accept the user or the password")
                .hasLineCount(1)
                .doesNotContain("hunter2");
    }

    @Test
    void catalogCheck_namesEveryMistake() {
        project.catalog("""
                a: {type: table, credentials: db}
                b: {type: table, table: b, mode: apend, credentials: db}
                c: {type: table, table: c}
                d: {type: query, credentials: db}
                e: {type: query, sql: x, mode: append, credentials: db}
                f: {type: table, table: f, fetch_size: 0, credentials: db}
                g: {type: table, table: g, colums: {a: b}, credentials: dbb}
                h: {type: tabel}
                i: {type: table, table: i, columns: 3, credentials: db}
                "{x}_t": {type: table, table: "{x}", credentials: db}
                """);
        assertThatThrownBy(() -> project.catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessage(String.join(
                        "\n",
                        at("1:1: the option \"table\" is missing: the table's name"),
                        at("2:34: \"mode\" must be replace, truncate, append or upsert, not \"apend\"; did you mean"
                                + " \"append\"?"),
                        at("3:1: dataset \"c\": the option \"credentials\" is missing: the name of"
                                + " credentials with the \"url\" of the database"),
                        at("4:1: either \"sql\", a statement, or \"file\", the path of a"
                                + " file with one, must be given"),
                        at("5:26: unknown option \"mode\" of a query dataset; there are sql, file,"
                                + " columns, version, fetch_size, type, credentials"),
                        at("6:40: \"fetch_size\" must be a number of rows, at least 1, not \"0\""),
                        at("7:28: unknown option \"colums\" of a table dataset; did you mean \"columns\"?"),
                        at("7:57: no credentials named \"dbb\"; did you mean \"db\"?"),
                        at("8:11: unknown dataset type \"tabel\"; did you mean \"table\"?"),
                        at("9:37: \"columns\" must be keys with texts, not \"3\"")));
    }

    private static String at(String message) {
        return "conf/base/catalog.yml:" + message;
    }

    @Test
    void catalogCheck_namesMistakesOfCredentials() {
        project.with("conf/local/credentials.yml", "db: {urll: 'jdbc:x:hunter2', password: hunter2}\n");
        assertThatThrownBy(() -> project.catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "conf/local/credentials.yml:1:6: unknown key \"urll\" of credentials for a database; did you"
                                + " mean \"url\"?");
        project.with("conf/local/credentials.yml", "db: {url: 'postgresql:hunter2', password: hunter2}\n");
        assertThatThrownBy(() -> project.catalog().check())
                .hasMessage("conf/local/credentials.yml:1:11: \"url\" must be a URL such as"
                        + " jdbc:postgresql://host/database");
    }
}
