package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables in a real store that Hadoop reaches: {@code -Dfreshet.hadoop.uri=hdfs://host:9000/tables}, with settings such as
 * {@code -Dspark.hadoop.fs.s3a.endpoint=...}. Only {@code -Dtest=HadoopStores} runs it.
 */
@Timeout(value = 500, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HadoopStores {
    private static final String SETTING = "spark.hadoop.";
    private final String place =
            System.getProperty("freshet.hadoop.uri") + "/" + UUID.randomUUID().toString();

    @TempDir
    Path directory;

    private static SparkProject project(Path directory) {
        String settings = System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(SETTING))
                .map(key -> key + ": \"" + System.getProperty(key) + "\"\n")
                .collect(Collectors.joining());
        return new SparkProject(directory)
                .with("conf/base/spark.yml", "master: local[2]\nspark.sql.shuffle.partitions: 2\n" + settings);
    }

    private static String options(String place) {
        return "path: '" + place + "/t'";
    }

    private static Dataset<Row> rows(int count) {
        return SparkProject.session().range(0, count, 1, 2).toDF("id");
    }

    /** Saves a table whose last task never ends. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] arguments) {
            Dataset<Row> rows = SparkProject.session()
                    .range(0, 20_000, 1, 2)
                    .map((MapFunction<Long, Long>) Saver::orWait, Encoders.LONG())
                    .toDF("id");
            project(Path.of(arguments[0])).table(options(arguments[1])).save(rows);
        }

        private static Long orWait(Long id) throws InterruptedException {
            if (id == 19_999) {
                System.out.println("writing");
                Thread.sleep(600_000);
            }
            return id;
        }
    }

    private FileSystem system() throws IOException {
        return new org.apache.hadoop.fs.Path(place)
                .getFileSystem(SparkProject.session().sparkContext().hadoopConfiguration());
    }

    private List<String> names(String in) throws IOException {
        return Arrays.stream(system().listStatus(new org.apache.hadoop.fs.Path(place + in)))
                .map(FileStatus::getPath)
                .map(org.apache.hadoop.fs.Path::getName)
                .sorted()
                .toList();
    }

    @Test
    void save_replacesTheTable_andEqualRowsAreEqualContent() throws IOException {
        SparkProject project = project(directory);
        dev.freshet.dataset.Dataset<Dataset<Row>> table = project.table(options(place));
        assertThat(table.exists()).isFalse();
        table.save(rows(5));
        assertThat(table.load().count()).isEqualTo(5);
        StoredContent content = project.catalog().content("t").orElseThrow();
        Stamp first = content.stamp().orElseThrow();
        String digest = content.digest(first);
        assertThat(content.stamp()).contains(first);
        table.save(rows(5));
        Stamp second = content.stamp().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(content.digest(second)).isEqualTo(digest);
        table.save(rows(6));
        assertThat(content.digest(content.stamp().orElseThrow())).isNotEqualTo(digest);
        assertThat(table.load().count()).isEqualTo(6);
    }

    @Test
    void killedSave_leavesTheOldTable_andTheNextOneTidiesUp() throws Exception {
        SparkProject project = project(directory);
        dev.freshet.dataset.Dataset<Dataset<Row>> table = project.table(options(place));
        table.save(rows(5));
        List<String> before = names("/t");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith(SETTING))
                .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
        command.addAll(List.of(Saver.class.getName(), directory.toString(), place));
        Process saver = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = saver.inputReader()) {
            assertThat(out.readLine()).isEqualTo("writing");
        } finally {
            saver.destroyForcibly().waitFor();
        }
        assertThat(names("/t")).isEqualTo(before);
        assertThat(table.load().count()).isEqualTo(5);
        table.save(rows(7));
        assertThat(table.load().count()).isEqualTo(7);
        System.out.println("after a killed save and another one: " + names("") + " " + names("/t"));
    }

    private void write(String file, String text) throws IOException {
        try (OutputStream out = system().create(new org.apache.hadoop.fs.Path(place + file), true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<String> run() {
        FlightFlow.CALLED.clear();
        project(directory).run(FlightFlowPipeline.create()).start().orThrow();
        return FlightFlow.CALLED.stream().sorted().toList();
    }

    @Test
    void run_doesWhatIsStale() throws IOException {
        project(directory)
                .catalog(SparkPipelineTest.CATALOG
                        .replace("path: data/report", "path: report")
                        .replace("path: data", "path: " + place));
        write("/flights/1.csv", "airport,delay\nZRH,20\nGVA,30\nZRH,5\n");
        write("/flights/2.csv", "airport,delay\nBSL,40\nZRH,40\n");
        assertThat(run()).containsExactly("counts", "late", "means", "names", "report", "typed");
        assertThat(run()).isEmpty();
        write("/flights/2.csv", "airport,delay\nBSL,50\nZRH,40\n");
        assertThat(run()).containsExactly("counts", "late", "means", "names", "report", "typed");
        write("/flights/2.csv", "airport,delay\nBSL,50\nZRH,40\nLUG,1\n");
        assertThat(run()).as("late is equal").containsExactly("late");
        assertThat(run()).isEmpty();
    }
}
