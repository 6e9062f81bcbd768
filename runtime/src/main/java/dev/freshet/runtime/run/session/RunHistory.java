package dev.freshet.runtime.run.session;

import dev.freshet.fingerprint.CodeChanges;
import dev.freshet.fingerprint.CodePart;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.comparison.CodeDifference;
import dev.freshet.runtime.comparison.ComparedNode.Made;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.StateStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The runs of this checkout, by their reports, and what differs between them. */
final class RunHistory {
    private final RunDescription run;
    private final StateStore store;
    private final RunFiles files;
    private final Map<String, Optional<ReportedRun>> reports = new HashMap<>();
    private final Map<String, LinkedParts> links = new HashMap<>();
    private final Map<String, Optional<SortedMap<String, CodePart>>> parts = new HashMap<>();
    /** By node and run, its result. */
    private final Map<List<String>, NodeRecord> results = new HashMap<>();

    RunHistory(RunDescription run, StateStore store) {
        this.run = run;
        this.store = store;
        files = new RunFiles(run.state());
        for (StateRecord entry : store.entries()) {
            if (entry instanceof NodeRecord result) {
                results.put(List.of(result.node(), result.runId()), result);
            }
        }
    }

    /** Returns the newest runs of this pipeline in this environment, the newest first. */
    List<ComparedRun> newest(int most) {
        return newest().limit(most)
                .sorted(Comparator.comparing(ComparedRun::start).reversed())
                .toList();
    }

    private Stream<ComparedRun> newest() {
        return files.wanted(report -> {
                    ReportedRun reported = new ReportedRun(report);
                    return reported.pipeline().equals(run.pipeline().id())
                            && reported.environment().equals(run.environment());
                })
                .flatMap(report -> new ReportedRun(report).read(this::made).stream());
    }

    /** Compares the runs that are named, or one with the run before it; the earlier one is the first. */
    RunComparison compare(List<String> ids) {
        if (ids.isEmpty()) {
            List<ComparedRun> last = newest(2);
            if (last.size() < 2) {
                throw new StateException(
                        "there are no two runs to compare: this checkout has "
                                + (last.isEmpty() ? "no report" : "one report") + " of this pipeline",
                        null);
            }
            return compare(last.get(1), last.get(0));
        }
        ComparedRun first = find(ids.get(0));
        ComparedRun second = ids.size() > 1 ? find(ids.get(1)) : before(first);
        if (!first.pipeline().equals(second.pipeline())) {
            throw new StateException(
                    "run " + first.run() + " is of " + first.pipeline() + ", and run " + second.run() + " of "
                            + second.pipeline() + "; only runs of one pipeline can be compared",
                    null);
        }
        return second.start().isBefore(first.start()) ? compare(second, first) : compare(first, second);
    }

    private ComparedRun before(ComparedRun later) {
        return newest().filter(run -> run.start().isBefore(later.start()))
                .findFirst()
                .orElseThrow(() -> new StateException(
                        "this checkout has no report of a run before " + later.run() + "; name two runs", null));
    }

    RunComparison compare(ComparedRun before, ComparedRun after) {
        return RunComparison.of(before, after, difference());
    }

    private ComparedRun find(String id) {
        List<Map<String, Object>> found = files.beginningWith(id);
        if (found.size() > 1) {
            throw new StateException("several runs begin with \"" + id + "\"; give more of the id", null);
        }
        return found.stream()
                .findFirst()
                .flatMap(report -> new ReportedRun(report).read(this::made))
                .orElseThrow(() -> new StateException(
                        "there is no report of a run \"" + id + "\" in this checkout; \"runs\" prints the last runs",
                        null));
    }

    private Optional<Made> made(String node, String id) {
        return reports.computeIfAbsent(id, unread -> files.named(unread).map(ReportedRun::new))
                .flatMap(report -> report.made(node))
                .or(() -> Optional.ofNullable(results.get(List.of(node, id))).map(ReportedRun::made));
    }

    private CodeDifference difference() {
        PipelineGraph graph = run.pipeline().wholeGraph();
        return (node, before, after) -> graph.nodeNumber(node)
                .filter(number -> run.pipeline().codes().isKnown())
                .map(number -> run.pipeline().codes().nodes().get(number).method())
                .map(method -> lines(method, before, after))
                .orElse(List.of());
    }

    private List<String> lines(String method, String before, String after) {
        Optional<SortedMap<String, CodePart>> old = parts(method, before);
        Optional<SortedMap<String, CodePart>> now = parts(method, after);
        return old.isEmpty() || now.isEmpty() ? List.of() : CodeChanges.between(old.get(), now.get());
    }

    private Optional<SortedMap<String, CodePart>> parts(String method, String id) {
        return parts.computeIfAbsent(
                id + " " + method,
                unread -> links.computeIfAbsent(
                                id,
                                unknown -> store.links(unknown)
                                        .map(LinkedParts::new)
                                        .orElse(LinkedParts.UNKNOWN))
                        .of(method));
    }
}
