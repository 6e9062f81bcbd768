package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datasets whose saves add versions. */
final class VersionsTest {
    @TempDir
    Path project;

    @BeforeEach
    void writeProject() throws IOException {
        catalog("model: {type: text, path: out/model.txt, versioned: true}\nraw: {type: text, path: raw.txt}\n");
        Files.writeString(project.resolve("raw.txt"), "1");
    }

    private void catalog(String text) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), text);
    }

    private Catalog catalog() {
        return Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()));
    }

    private Run run() {
        return Run.of(new TestPipeline("fit = P.fit(raw) -> model\nuse = P.use(model) -> used\n")
                        .node("fit", (in, context) -> new Object[] {"model of " + in[0]})
                        .node("use", (in, context) -> new Object[] {"used " + in[0]}))
                .conf(project.resolve("conf"));
    }

    private List<String> outcomes(RunReport report) {
        return report.nodes().stream().map(NodeReport::outcome).toList();
    }

    private void runAgain(String raw) throws IOException {
        Files.writeString(project.resolve("raw.txt"), raw);
        List<String> before = catalog().versions("model");
        run().start().orThrow();
        assertThat(catalog().versions("model")).hasSizeGreaterThanOrEqualTo(before.size());
    }

    @Test
    void report_namesTheFileOfTheVersion() throws IOException {
        String saved = run().start().saved().get("model");
        assertThat(Path.of(saved)).as(saved).hasFileName("model.txt");
        assertThat(project.resolve(saved)).hasContent("model of 1");
    }

    @Test
    void save_addsAVersion_andTheNewestIsLoaded() throws IOException {
        runAgain("1");
        runAgain("2");
        List<String> versions = catalog().versions("model");
        assertThat(versions).hasSize(2).isSorted();
        assertThat(project.resolve("out/model.txt/" + versions.get(0) + "/model.txt"))
                .hasContent("model of 1");
        assertThat(project.resolve("out/model.txt/" + versions.get(1) + "/model.txt"))
                .hasContent("model of 2");
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("model of 2");
        assertThat(outcomes(run().start())).containsOnly("up to date");
        assertThat(catalog().versions("model")).as("a fresh run adds none").hasSize(2);
    }

    @Test
    void earlierVersion_isLoadedIfItIsNamed() throws IOException {
        runAgain("1");
        runAgain("2");
        String first = catalog().versions("model").get(0);
        RunReport report = run().from(new NodeRef("use"))
                .loadVersion("model", first)
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("used"))).isEqualTo("used model of 1");
        assertThatThrownBy(() -> run().loadVersion("model", first).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("makes \"model\" itself, so no version of it can be loaded");
        assertThatThrownBy(() -> run().from(new NodeRef("use"))
                        .loadVersion("model", "2001")
                        .start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the input \"model\" does not exist");
    }

    @Test
    void newestVersionGone_runsAgain() throws IOException {
        runAgain("1");
        runAgain("2");
        Path newest =
                project.resolve("out/model.txt/" + catalog().versions("model").get(1));
        Files.delete(newest.resolve("model.txt"));
        Files.delete(newest);
        RunReport report = run().start();
        assertThat(outcomes(report)).startsWith("succeeded");
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("model of 2");
    }

    @Test
    void keep_deletesTheOldest() throws IOException {
        catalog(
                "model: {type: text, path: out/model.txt, versioned: true, keep: 2}\nraw: {type: text, path: raw.txt}\n");
        for (String raw : List.of("1", "2", "3", "4")) {
            runAgain(raw);
        }
        assertThat(catalog().versions("model")).hasSize(2);
        assertThat(project.resolve("out/model.txt").toFile().list()).hasSize(2);
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("model of 4");
    }

    /** A directory beside the versions is neither the newest one nor deleted as an old one. */
    @Test
    void directoryOfAnotherName_isNoVersion() throws IOException {
        catalog(
                "model: {type: text, path: out/model.txt, versioned: true, keep: 1}\nraw: {type: text, path: raw.txt}\n");
        List<Path> others = new ArrayList<>();
        for (String name : List.of("0-old", "backup", "2026-02-30T00.00.00.000Z", "2026-01-31", "zzz")) {
            others.add(project.resolve("out/model.txt/" + name + "/model.txt"));
            Files.createDirectories(others.get(others.size() - 1).getParent());
            Files.writeString(others.get(others.size() - 1), "by hand");
        }
        runAgain("1");
        runAgain("2");
        assertThat(catalog().versions("model")).hasSize(1);
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("model of 2");
        assertThat(others).allSatisfy(file -> assertThat(file).hasContent("by hand"));
    }

    @Test
    void versionOfAClockThatIsAhead_isFollowedByTheNextOne() throws IOException {
        Instant ahead = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        String name = ahead.toString().replace(':', '.').replace("Z", ".000Z");
        Path others = project.resolve("out/model.txt/" + name + "/model.txt");
        Files.createDirectories(others.getParent());
        Files.writeString(others, "by a colleague");
        RunReport report = run().start().orThrow();
        String next = name.replace(".000Z", ".001Z");
        assertThat(catalog().versions("model")).containsExactly(name, next);
        assertThat(project.resolve(report.saved().get("model")))
                .isEqualTo(project.resolve("out/model.txt/" + next + "/model.txt"))
                .hasContent("model of 1");
        assertThat(outcomes(run().start())).containsOnly("up to date");
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("model of 1");
    }

    @Test
    void newerVersionThanNow_isNotHidden() throws IOException {
        Path future = project.resolve("out/model.txt/9999-01-01T00.00.00.000Z/model.txt");
        Files.createDirectories(future.getParent());
        Files.writeString(future, "by hand");
        assertThat(run().start().failure().orElseThrow().cause())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("there is already a version 9999-01-01T00.00.00.000Z, which is newer than");
        assertThat(catalog().<String>open("model", String.class).load()).isEqualTo("by hand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: text, path: m, versioned: maybe} | \"versioned\" must be true or false, not \"maybe\"",
                "{type: text, path: m, versioned: true, keep: 0} | \"keep\" must be a number of versions, at least 1, not \"0\"",
                "{type: text, path: m, keep: 3} | \"keep\" is for datasets that are versioned; add \"versioned: true\"",
                "{type: text, path: 'm/*', versioned: true} | a partitioned dataset cannot be versioned",
                "{type: text, path: m, versoined: true} | did you mean \"versioned\"?",
                "{type: memory, versioned: true} | unknown option \"versioned\" of a memory dataset",
                "{type: text, path: m, incremental: true} | only a partitioned dataset can be incremental",
                "{type: text, path: 'a/*/b/*'} | has more than one star",
                "{type: text, path: 'a/***'} | has too many stars",
            })
    void entry_withAMistake_isRefused(String entry, String message) throws IOException {
        catalog("model: " + entry + "\n");
        assertThatThrownBy(() -> catalog().check())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("catalog.yml:1:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "modle | 1 | there is no dataset \"modle\"; did you mean \"model\"?",
                "raw | 1 | the dataset \"raw\" is not versioned",
                "model | ../../etc | \"../../etc\" is no version of \"model\"",
                "model | .hidden | \".hidden\" is no version of \"model\"",
            })
    void versionToLoad_thatCannotBe_isRefused(String dataset, String version, String message) {
        assertThatThrownBy(() -> run().loadVersion(dataset, version).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
