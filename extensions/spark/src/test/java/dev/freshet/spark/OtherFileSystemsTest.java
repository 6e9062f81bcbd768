package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that Hadoop's file systems keep. */
final class OtherFileSystemsTest {
    @TempDir
    Path directory;

    private static Dataset<Row> rows(int count) {
        return SparkProject.session().range(0, count, 1, 2).toDF("id");
    }

    private String options() {
        return "path: 'objects://" + directory.resolve("data/t") + "'";
    }

    private SparkProject project() {
        SparkProject.session().sparkContext().hadoopConfiguration().set(Objects.SETTING, Objects.class.getName());
        return new SparkProject(directory)
                .with("conf/base/spark.yml", "spark.hadoop." + Objects.SETTING + ": " + Objects.class.getName() + "\n");
    }

    @Test
    void objectStore_showsATableByOneObject_andKeepsTheSaveBefore() {
        SparkProject project = project();
        dev.freshet.dataset.Dataset<Dataset<Row>> table = project.table(options());
        assertThat(table.exists()).isFalse();
        table.save(rows(5));
        Dataset<Row> before = table.load();
        table.save(rows(7));
        assertThat(before.count()).as("a reader of the save before").isEqualTo(5);
        assertThat(table.load().count()).isEqualTo(7);
        table.save(rows(9));
        assertThat(table.load().count()).isEqualTo(9);
        assertThat(project.files("data/t/_freshet").stream().filter(name -> name.startsWith("rows-")))
                .as("the newest and the one before")
                .hasSize(2);
    }

    @Test
    void objectStore_readsATableOfOthers_andEqualRowsAreEqualContent() throws IOException {
        SparkProject project = project();
        rows(3).write().parquet(directory.resolve("data/t").toUri().toString());
        dev.freshet.dataset.Dataset<Dataset<Row>> table = project.table(options());
        assertThat(table.load().count()).isEqualTo(3);
        StoredContent content = project.catalog().content("t").orElseThrow();
        table.save(rows(5));
        Stamp first = content.stamp().orElseThrow();
        String digest = content.digest(first);
        table.save(rows(5));
        Stamp second = content.stamp().orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(content.digest(second)).isEqualTo(digest);
        table.save(rows(6));
        assertThat(content.digest(content.stamp().orElseThrow())).isNotEqualTo(digest);
    }

    @Test
    void renamingFileSystem_takesBackASaveThatDiedBetweenTheRenames() throws IOException {
        FileSystem system = new RawLocalFileSystem();
        system.initialize(directory.toUri(), new Configuration());
        RenamedTable table = new RenamedTable(
                system, new org.apache.hadoop.fs.Path(directory.resolve("t").toUri()), Duration.ofMillis(200));
        assertThat(table.current()).isEmpty();
        save(table, "one");
        save(table, "two");
        assertThat(directory.resolve("t/part-0")).hasContent("two");
        assertThat(names()).containsExactly("t");
        Files.createDirectory(directory.resolve(".t.freshet-dead"));
        Files.move(directory.resolve("t"), directory.resolve(".t.freshet-dead/old"));
        assertThat(table.current()).isPresent();
        assertThat(directory.resolve("t/part-0")).hasContent("two");
    }

    private List<String> names() {
        return Arrays.stream(directory.toFile().list()).sorted().toList();
    }

    private static void save(RenamedTable table, String text) throws IOException {
        try (TableReplacement replacement = table.replace()) {
            Path made = Path.of(java.net.URI.create(replacement.uri()));
            Files.createDirectories(made);
            Files.writeString(made.resolve("part-0"), text);
            replacement.stage(false);
            replacement.commit();
        }
    }
}
