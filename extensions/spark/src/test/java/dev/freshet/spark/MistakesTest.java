package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes of users, each in one line. */
final class MistakesTest {
    @TempDir
    Path directory;

    private SparkProject project() {
        return new SparkProject(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "path: d, heder: true | unknown option \"heder\" of a spark dataset; did you mean \"header\"?",
                "path: d, header: true | \"header\" is an option of csv files, not of parquet",
                "path: d, format: parket | \"format\" must be parquet, csv, json, orc or text, not \"parket\"; did you mean"
                        + " \"parquet\"?",
                "path: d/*.csv | \"path\" must be the path of a directory or file, without a star, not \"d/*.csv\"",
                "path: d, single_file: true, partition_by: [a] | a table that is a single file has no directories to partition by",
                "path: d, format: csv, mode: STRICT | \"mode\" must be PERMISSIVE, DROPMALFORMED or FAILFAST, not \"STRICT\""
            })
    void wrongEntry_isRefusedAtItsPlace(String entry, String message) {
        SparkProject project = project().catalog("t: {type: spark, " + entry + "}\n");
        assertThatThrownBy(() -> project.catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("conf/base/catalog.yml:1:")
                .hasMessageEndingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "mster: local | conf/base/spark.yml:1:1: unknown setting \"mster\" of spark.yml; did you mean \"master\"?",
                "master: | conf/base/spark.yml:1:8: \"master\" must have a value",
                "credentials: bucket | conf/base/spark.yml:1:14: no credentials named \"bucket\"; did you mean \"buckets\"?",
                "credentials: buckets | unknown key \"key\" of credentials for spark"
            })
    void wrongSettings_areRefused_andShowNoSecret(String settings, String message) {
        SparkProject project = project()
                .with("conf/base/spark.yml", settings + "\n")
                .with("conf/local/credentials.yml", "buckets: {key: abcsecret}\n")
                .catalog("t: {type: spark, path: d}\n");
        assertThatThrownBy(() -> project.catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("abcsecret");
    }

    @Test
    void settingThatIsNearlySparks_isRefused() {
        SessionSettings settings = new SessionSettings("local", true, Map.of("spark.sql.shufle.partitions", "2"));
        assertThatThrownBy(() -> SparkSessions.requireSettings(settings))
                .hasMessage("spark.yml: Spark has no setting \"spark.sql.shufle.partitions\"; did you mean"
                        + " \"spark.sql.shuffle.partitions\"?");
        SparkSessions.requireSettings(new SessionSettings(
                "local",
                true,
                Map.of("spark.hadoop.fs.s3a.access.key", "x", "spark.sql.catalog.lake", "y", "spark.app.name", "z")));
    }

    @Test
    void masterThatNobodyServes_isTold_withoutWaiting() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> SparkSessions.requireMaster("spark://127.0.0.1:" + free))
                .hasMessage("no Spark master can be reached at spark://127.0.0.1:" + free + " (127.0.0.1:" + free
                        + ": Connection refused); correct \"master\" in spark.yml, or start it");
    }

    @Test
    void tableThatDoesNotExist_isTold() {
        assertThatThrownBy(() -> project().table("path: data/none").load())
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"t\" (data/none): there is no table there");
    }

    @Test
    void tableThatDoesNotFitTheRecord_isTold() {
        Dataset<org.apache.spark.sql.Dataset<Row>> table = project().table("path: data/t");
        table.save(SparkProject.session().sql("select 1 as id, 'x' as name"));
        assertThatThrownBy(() ->
                        project().table("path: data/t", TypedRows.Other.class).load())
                .hasMessage(
                        "dataset \"t\" (data/t): the table has no column \"nme\", which TypedRows.Other needs; did you"
                                + " mean \"name\"?");
        assertThatThrownBy(() ->
                        project().table("path: data/t", TypedRows.Narrow.class).load())
                .hasMessage("dataset \"t\" (data/t): the table does not fit TypedRows.Narrow: Cannot up cast id"
                        + " from \"INT\" to \"TINYINT\".");
    }

    @Test
    void failureOfATask_isToldByItsCause() {
        assertThatThrownBy(() -> project()
                        .table("path: data/t")
                        .save(SparkProject.session().range(3).selectExpr("raise_error('no such airport') as x")))
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"t\" (data/t): cannot be written: no such airport");
        assertThat(project().files("data")).isEmpty();
    }

    @Test
    void withoutSpark_theEntrySaysWhatToAdd() throws Exception {
        project().catalog("t: {type: spark, path: d}\n");
        String classPath = String.join(
                java.io.File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
                        .filter(entry -> !entry.contains("/org/apache/spark/"))
                        .toList());
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Check.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(check.inputReader().lines())
                .contains("conf/base/catalog.yml:1:1: dataset \"t\": Apache Spark 4 is not on the class path; add"
                        + " org.apache.spark:spark-sql_2.13:4.2.0, or start the program with spark-submit");
    }

    /** Checks a catalog. */
    static final class Check {
        private Check() {}

        public static void main(String[] arguments) {
            try {
                dev.freshet.dataset.catalog.Catalog.of(
                                dev.freshet.config.Configuration.load(Path.of(arguments[0], "conf"), "local", Map.of()))
                        .check();
            } catch (ConfigException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
