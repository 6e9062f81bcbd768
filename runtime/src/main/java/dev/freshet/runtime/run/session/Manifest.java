package dev.freshet.runtime.run.session;

import dev.freshet.config.KnownSecrets;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.timing.RunTimes;
import dev.freshet.runtime.timing.TimesJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The report of a run and all that is needed to make its results again, as {@code runs/<run id>.json} in the directory
 * of the state: code by commit and by fingerprint, JDK, class path, parameters, seed, and the version of each dataset
 * read and written.
 */
final class Manifest {
    private static final Logger LOGGER = LoggerFactory.getLogger(Manifest.class);

    private final RunDescription run;
    private final RunRecord origin;
    private final Optional<ClassPath.Seen> classPath;

    Manifest(RunDescription run, RunRecord origin, Optional<ClassPath.Seen> classPath) {
        this.run = run;
        this.origin = origin;
        this.classPath = classPath;
    }

    /** Writes it. A run whose results are saved does not fail for want of its manifest. */
    void write(RunReport report, List<NodeRecord> records, RunTimes times) {
        try {
            new RunFiles(run.state())
                    .write(
                            report.runId(),
                            json(report, records, times),
                            run.options().keptReports());
        } catch (IOException e) {
            LOGGER.warn(
                    "cannot write the manifest of run {}: {}",
                    report.runId(),
                    KnownSecrets.masked(String.valueOf(e.getMessage())));
        }
    }

    private Map<String, Object> json(RunReport report, List<NodeRecord> records, RunTimes times) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", TimesJson.SCHEMA);
        json.putAll(ReportJson.of(report));
        json.put("class", run.pipeline().id());
        json.put("environment", run.environment());
        json.put("user", origin.user());
        json.put("host", origin.host());
        json.put("job", origin.job());
        json.put("git", git());
        json.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("seed", run.policy().seed());
        Map<String, NodeRecord> byNode = new HashMap<>();
        records.forEach(record -> byNode.put(record.node(), record));
        List<Map<String, Object>> nodes = report.nodes().stream()
                .map(node -> node(node, byNode.get(node.node())))
                .toList();
        json.put("nodes", nodes);
        TimesJson.put(times, json, nodes);
        classPath.ifPresent(seen -> json.put(
                "classPath", new LinkCache(run.state().resolve(LinkCache.DIRECTORY)).digests(seen.classPath())));
        return json;
    }

    private Map<String, Object> git() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!origin.commit().isEmpty()) {
            json.put("commit", origin.commit());
            json.put("dirty", origin.isDirty());
        }
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
}
