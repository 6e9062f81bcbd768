package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.RunRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * How a run identifies itself in the state.
 *
 * @param runId the id of the run
 * @param key names the pipeline and its environment
 * @param slots the slots of its nodes in the state
 * @param run the state entry of the run; computed when the run first records something
 */
public record RunIdentity(String runId, String key, Slots slots, Supplier<RunRecord> run) {
    private static final String HOLDER = holder();

    RunRecord record() {
        return run.get();
    }

    /** Creates the claim of a node; see {@link Claim}. */
    Claim claim(String node, NavigableSet<String> places, String work, boolean isPublished) {
        return new Claim(
                "",
                runId,
                slots.workspace(),
                key,
                node,
                places,
                work,
                isPublished,
                HOLDER,
                Instant.now(),
                new TreeSet<>());
    }

    private static String holder() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unknown machine";
        }
        return System.getProperty("user.name", "somebody") + " on " + host + ", process "
                + ProcessHandle.current().pid();
    }
}
