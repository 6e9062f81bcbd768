package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed while it saves. */
final class KilledSaveTest {
    private static final String OPTIONS = "path: data/t";

    @TempDir
    Path directory;

    /** Saves a table whose last task never ends. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) {
            SparkProject project = new SparkProject(Path.of(arguments[0]));
            Dataset<Row> rows = SparkProject.session()
                    .range(0, 20_000, 1, 2)
                    .map((MapFunction<Long, Long>) Saver::orWait, Encoders.LONG())
                    .toDF("id");
            project.table(OPTIONS).save(rows);
        }

        private static Long orWait(Long id) throws InterruptedException {
            if (id == 19_999) {
                System.out.println("writing");
                Thread.sleep(600_000);
            }
            return id;
        }
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void killedDriver_leavesTheOldTable_andTheNextSaveTidiesUp() throws Exception {
        SparkProject project = new SparkProject(directory);
        dev.freshet.dataset.Dataset<Dataset<Row>> table = project.table(OPTIONS);
        table.save(SparkProject.session().range(5).toDF("id"));
        List<String> before = project.files("data/t");
        Process saver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Saver.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = saver.inputReader()) {
            assertThat(out.readLine()).isEqualTo("writing");
        } finally {
            saver.destroyForcibly().waitFor();
        }
        assertThat(project.files("data")).hasSize(2).as("the killed save has left its work");
        assertThat(project.files("data/t")).isEqualTo(before);
        assertThat(table.load().count()).isEqualTo(5);
        table.save(SparkProject.session().range(7).toDF("id"));
        assertThat(project.files("data")).containsExactly("t");
        assertThat(table.load().count()).isEqualTo(7);
    }
}
