package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of {@code docs/spark.md}: the pipeline compiles and runs with the catalog. */
final class SparkPageTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static org.apache.spark.sql.functions.*;
            import dev.freshet.*;
            import dev.freshet.spark.SparkEncoders;
            import java.util.List;
            import org.apache.spark.sql.*;
            """;

    @TempDir
    Path directory;

    private static List<String> blocks(String language) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../../docs/spark.md")));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    private Path compiled(String source) throws IOException {
        Path file = directory.resolve("src/Delays.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, IMPORTS + source);
        Path classes = Files.createDirectory(directory.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-processor",
                        "dev.freshet.processor.PipelineProcessor",
                        file.toString());
        assertThat(failed).isZero();
        return classes;
    }

    @Test
    void pipelineOfThePage_runsWithItsCatalog() throws Exception {
        SparkProject.session();
        List<String> yaml = blocks("yaml");
        SparkProject project = new SparkProject(directory)
                .catalog(yaml.get(0))
                .with("data/flights/1.csv", "airport,delay\nZRH,20\nGVA,5\nBSL,60\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {compiled(blocks("java").get(0)).toUri().toURL()},
                getClass().getClassLoader())) {
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("DelaysPipeline").getMethod("create").invoke(null);
            Run run = project.run(pipeline);
            run.start().orThrow();
        }
        assertThat(project.path("data/report.csv")).hasContent("airport,mean\nZRH,20.0\n");
        assertThat(project.files("data/means")).contains("airport=BSL", "airport=ZRH");
    }

    @Test
    void viewsAndSettingsOfThePage_areLegal() throws IOException {
        List<String> yaml = blocks("yaml");
        new SparkProject(directory).catalog(yaml.get(1)).catalog().check();
        SparkProject project = new SparkProject(directory)
                .catalog(yaml.get(0))
                .with("conf/base/spark.yml", yaml.get(2))
                .with("conf/local/credentials.yml", yaml.get(3).replaceAll("\\$\\{env:(\\w+)}", "$1"));
        project.catalog().check();
    }

    @Test
    void dependenciesOfThePage_nameTheVersionOfSparkThatIsTested() throws IOException {
        assertThat(blocks("xml").get(0))
                .contains("<version>" + org.apache.spark.package$.MODULE$.SPARK_VERSION() + "</version>");
    }
}
