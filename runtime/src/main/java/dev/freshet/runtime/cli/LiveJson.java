package dev.freshet.runtime.cli;

import dev.freshet.runtime.cli.terminal.Who;
import dev.freshet.runtime.cli.text.PipelineName;
import dev.freshet.runtime.run.NodeClaim;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs and claims as the page of a project shows them. */
final class LiveJson {
    private LiveJson() {}

    /** Returns what the page shows of a run, which is given as {@link RunsCommand} prints it. */
    static Map<String, Object> run(Map<String, Object> run, PipelineName names) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Who.id(text(run, "run")));
        json.put("pipeline", names.of(text(run, "pipeline"), text(run, "environment")));
        json.put("started", text(run, "started"));
        json.put("by", Who.where(text(run, "user"), text(run, "host")));
        json.put("outcome", text(run, "outcome"));
        json.put("nodes", ((List<?>) run.getOrDefault("nodes", List.of())).size());
        json.put("milliseconds", Duration.parse(text(run, "duration")).toMillis());
        json.put("commit", Who.commit(text(run, "commit"), Boolean.TRUE.equals(run.get("dirty"))));
        return json;
    }

    private static String text(Map<String, Object> run, String key) {
        return String.valueOf(run.getOrDefault(key, ""));
    }

    /** @param key the key of the pipeline that is shown */
    static Map<String, Object> claim(NodeClaim claim, String key, PipelineName names) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", claim.claim().node());
        json.put("pipeline", names.ofKey(claim.claim().pipeline()));
        json.put("isOurs", claim.claim().pipeline().equals(key));
        json.put("holder", claim.claim().holder());
        json.put("since", claim.claim().since().toString());
        claim.usual().ifPresent(usual -> json.put("usual", usual.toMillis()));
        json.put("heartbeat", claim.hasHeartbeat());
        return json;
    }
}
