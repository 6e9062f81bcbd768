package dev.freshet.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures are drawn by Graphviz itself. */
final class DotTest {
    @TempDir
    Path directory;

    private static Optional<Path> graphviz() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(place -> Path.of(place, "dot"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private JsonNode drawn(GraphDocument document) throws IOException, InterruptedException {
        Optional<Path> dot = graphviz();
        assumeTrue(dot.isPresent(), "Graphviz is missing: apt-get install graphviz");
        Path source = Files.writeString(directory.resolve("graph.dot"), Dot.text(document));
        Path drawn = directory.resolve("drawn.json");
        Process process = new ProcessBuilder(dot.get().toString(), "-Tjson0", "-o", drawn.toString(), source.toString())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(directory.resolve("err"))).isEmpty();
        assertThat(process.exitValue()).isZero();
        return new JsonMapper().readTree(drawn);
    }

    @Test
    void hostileNames_areDrawnLiterally() throws IOException, InterruptedException {
        JsonNode drawn = drawn(Documents.chain(Documents.HOSTILE));
        List<String> labels = new ArrayList<>();
        drawn.get("objects").forEach(box -> labels.add(box.get("label").asString()));
        assertThat(labels).hasSize(2 * Documents.HOSTILE.size());
        assertThat(labels)
                .contains(
                        "constructor\\nrun",
                        "</script><script>alert(1)</script>\\nrun",
                        "end\\nrun",
                        "\"quoted\" 'twice' `thrice`\\nrun",
                        "a\u2400b\u2409c\u240Ad\uFFFD\\nrun");
        assertThat(drawn.get("edges")).hasSize(2 * Documents.HOSTILE.size() - 1);
    }

    @Test
    void namespaces_areClusters() throws IOException, InterruptedException {
        JsonNode drawn = drawn(Documents.chain(List.of("eu.a", "eu.de.b", "c")));
        List<String> clusters = new ArrayList<>();
        drawn.get("objects").forEach(box -> {
            if (box.get("name").asString().startsWith("cluster_")) {
                clusters.add(box.get("label").asString());
            }
        });
        assertThat(clusters).containsExactlyInAnyOrder("eu", "eu.de");
    }
}
