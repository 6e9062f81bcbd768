package dev.freshet.runtime.run.session;

import dev.freshet.dataset.Private;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report of a run and all that is needed to make its results again, as {@code runs/<run id>.json} in the directory
 * of the state: code by commit and by fingerprint, JDK, class path, parameters, seed, and the version of each dataset
 * read and written.
 */
final class Manifest {
    private static final Logger LOGGER = LoggerFactory.getLogger(Manifest.class);
    /** Older ones are deleted. */
    private static final int KEPT = 100;

    private final RunDescription run;

    private final Optional<ClassPath.Seen> classPath;

    Manifest(RunDescription run, Optional<ClassPath.Seen> classPath) {
        this.run = run;
        this.classPath = classPath;
    }

    /** Writes it. A run whose results are saved does not fail for want of its manifest. */
    void write(RunReport report, List<NodeRecord> records) {
        Path directory = run.state().resolve("runs");
        try {
            Private.createDirectories(directory);
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Private.write(
                    directory.resolve(report.runId() + ".json"),
                    mapper.writeValueAsString(json(report, records)) + "\n");
            deleteOld(directory);
        } catch (IOException e) {
            LOGGER.warn("cannot write the manifest of run {}: {}", report.runId(), e.getMessage());
        }
    }

    private Map<String, Object> json(RunReport report, List<NodeRecord> records) {
        Map<String, Object> json = ReportJson.of(report);
        json.put("class", run.pipeline().id());
        json.put("environment", run.environment());
        Path project = run.state().toAbsolutePath().getParent();
        json.put("git", project == null ? Map.of() : GitState.of(project).json());
        json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("seed", run.policy().seed());
        Map<String, NodeRecord> byNode = new HashMap<>();
        records.forEach(record -> byNode.put(record.node(), record));
        json.put(
                "nodes",
                report.nodes().stream()
                        .map(node -> node(node, byNode.get(node.node())))
                        .toList());
        classPath.ifPresent(seen -> json.put(
                "classPath", new LinkCache(run.state().resolve(LinkCache.DIRECTORY)).digests(seen.classPath())));
        return json;
    }

    private static Map<String, Object> node(NodeReport report, @Nullable NodeRecord record) {
        Map<String, Object> json = ReportJson.of(report);
        if (record != null) {
            json.put("code", record.code());
            json.put("parameters", record.parameters());
            json.put("inputs", Version.texts(record.inputs()));
            json.put("outputs", Version.texts(record.outputs()));
        }
        return json;
    }

    private static void deleteOld(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        if (files.size() > KEPT) {
            List<Path> oldest = files.stream()
                    .sorted(Comparator.comparingLong(
                            (Path file) -> file.toFile().lastModified()))
                    .limit(files.size() - KEPT)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }
}
