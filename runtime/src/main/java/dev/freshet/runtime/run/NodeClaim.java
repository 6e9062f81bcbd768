package dev.freshet.runtime.run;

import dev.freshet.runtime.state.Claim;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A claim in force: a run is working on a node, and other runs wait for its result.
 *
 * @param claim who holds it, and since when
 * @param usual how long the node took when it last ran; empty if it has no result
 * @param hasHeartbeat whether the holder has a heartbeat. A run without a heartbeat has ended. A run with a heartbeat
 *     may be dead too: other runs treat it as dead once its heartbeat has not changed for the time to live.
 */
public record NodeClaim(Claim claim, Optional<Duration> usual, boolean hasHeartbeat) {
    /** Returns the claim as maps, strings and booleans, for {@code --json}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("claim", claim.id());
        json.put("node", claim.node());
        json.put("pipeline", claim.pipeline());
        json.put("holder", claim.holder());
        json.put("run", claim.runId());
        json.put("since", claim.since().toString());
        usual.ifPresent(duration -> json.put("usual", duration.toString()));
        json.put("heartbeat", hasHeartbeat);
        return json;
    }
}
