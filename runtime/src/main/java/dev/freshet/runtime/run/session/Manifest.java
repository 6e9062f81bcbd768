package dev.freshet.runtime.run.session;

import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.Version;
import dev.freshet.runtime.timing.RunTimes;
import dev.freshet.runtime.timing.TimesJson;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of a run and everything that is needed to reproduce its results, as {@code runs/<run id>.json} in the
 * directory of the state: commit, fingerprints, JDK, class path, parameters, seed, and the version of each dataset that
 * was read or written.
 */
final class Manifest {
    private final RunDescription run;
    private final RunRecord origin;
    private final Optional<ClassPath.Seen> classPath;
    private final ChangeDetector detector;
    private final Map<String, Long> rows;

    /** @param rows how many values were saved, by dataset */
    Manifest(RunDescription run, RunRecord origin, ChangeDetector detector, Map<String, Long> rows) {
        this.run = run;
        this.origin = origin;
        this.detector = detector;
        this.rows = rows;
        classPath = detector.codes().source();
    }

    /**
     * Writes the manifest. If this fails, the run does not, since its results are saved; returns a warning that says so.
     */
    Optional<String> write(RunReport report, List<NodeRecord> records, RunTimes times) {
        try {
            new RunFiles(run.state())
                    .write(
                            report.runId(),
                            json(report, records, times),
                            run.options().keptReports());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the report of this run cannot be written: " + FileFault.told(e) + "; its results are recorded");
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
        json.put("links", detector.codes().id());
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

    /** Describes a node: what the results of a node that ran were made from, or else the run that made them. */
    private Map<String, Object> node(NodeReport report, @Nullable NodeRecord record) {
        Map<String, Object> json = ReportJson.of(report);
        int number = run.pipeline().graph().nodeNumber(report.node()).orElseThrow();
        if (record != null) {
            json.put("code", record.code());
            json.put("parameters", record.parameters());
            json.put("inputs", Version.texts(record.inputs()));
            json.put("outputs", Version.texts(record.outputs()));
            json.put("declarations", record.declarations());
            sizes(record, json);
        } else if (report instanceof NodeReport.Failed) {
            detector.basis(number).ifPresent(basis -> {
                json.put("code", basis.code());
                json.put("parameters", basis.parameters());
                json.put("inputs", Version.texts(basis.inputs()));
                json.put("declarations", basis.declarations());
            });
        } else if (report instanceof NodeReport.Skipped) {
            detector.kept(number).ifPresent(kept -> json.put("madeBy", kept.runId()));
        }
        return json;
    }

    private void sizes(NodeRecord record, Map<String, Object> json) {
        Map<String, Long> values = new TreeMap<>();
        Map<String, Long> bytes = new TreeMap<>();
        for (String dataset : record.outputs().keySet()) {
            if (rows.containsKey(dataset)) {
                values.put(dataset, rows.get(dataset));
            }
            run.catalog()
                    .content(dataset)
                    .flatMap(StoredContent::path)
                    .map(Path::toFile)
                    .filter(File::isFile)
                    .ifPresent(file -> bytes.put(dataset, file.length()));
        }
        if (!values.isEmpty()) {
            json.put("rows", values);
        }
        if (!bytes.isEmpty()) {
            json.put("bytes", bytes);
        }
    }
}
