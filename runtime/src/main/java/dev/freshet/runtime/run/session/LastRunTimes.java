package dev.freshet.runtime.run.session;

import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.NodeGraph;
import dev.freshet.runtime.timing.RunTimes;
import dev.freshet.runtime.timing.TimesJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Finds the times of the last run of a pipeline in its environment, among the reports of this checkout. */
final class LastRunTimes {
    private final RunDescription run;

    LastRunTimes(RunDescription run) {
        this.run = run;
    }

    Optional<LastTimes> find() {
        return new RunFiles(run.state())
                .newest(report -> run.pipeline().id().equals(report.get("class"))
                        && run.environment().equals(report.get("environment")))
                .flatMap(report -> TimesJson.read(report).flatMap(times -> described(report, times)));
    }

    private Optional<LastTimes> described(Map<String, Object> report, RunTimes times) {
        try {
            return Optional.of(new LastTimes(
                    String.valueOf(report.get("run")),
                    Instant.parse(String.valueOf(report.get("start"))),
                    String.valueOf(report.get("outcome")),
                    times,
                    CriticalPath.of(times, new NodeGraph(run.pipeline().wholeGraph()))));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
