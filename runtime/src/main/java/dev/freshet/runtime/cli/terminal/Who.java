package dev.freshet.runtime.cli.terminal;

import dev.freshet.runtime.run.OtherRun;
import dev.freshet.runtime.state.RunRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formats who ran what, where, when, and with which code. */
public final class Who {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int ID = 8;
    private static final int COMMIT = 7;

    private Who() {}

    /** Returns the beginning of an id, which people can tell from others. */
    public static String id(String id) {
        return id.length() <= ID ? id : id.substring(0, ID);
    }

    public static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Returns the user and the machine. */
    public static String where(RunRecord run) {
        return where(run.user(), run.host());
    }

    /** Returns the user and the machine. */
    public static String where(String user, String host) {
        return (user.isEmpty() ? "somebody" : user) + (host.isEmpty() ? "" : " on " + host);
    }

    /** Returns the commit and whether it was changed; empty if it is unknown. */
    public static String commit(RunRecord run) {
        return commit(run.commit(), run.isDirty());
    }

    /** Returns the commit and whether it was changed; empty if it is unknown. */
    public static String commit(String commit, boolean isDirty) {
        if (commit.isEmpty()) {
            return "";
        }
        return (commit.length() <= COMMIT ? commit : commit.substring(0, COMMIT)) + (isDirty ? " (dirty)" : "");
    }

    /** Returns whose run made a result, for machines. */
    public static Map<String, Object> json(OtherRun other) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", other.run().runId());
        json.put("user", other.run().user());
        json.put("host", other.run().host());
        json.put("finished", other.result().finished().toString());
        json.put("commit", other.run().commit());
        json.put("dirty", other.run().isDirty());
        json.put("job", other.run().job());
        return json;
    }

    /** Returns who made a result, in which run, with which code. */
    public static String by(OtherRun other) {
        String commit = commit(other.run());
        return where(other.run()) + ", run " + id(other.run().runId()) + (commit.isEmpty() ? "" : ", commit " + commit);
    }

    /**
     * Returns whose run made a result, such as {@code ana's run 12ab34cd on ci-7, 2026-11-26 14:02, commit 3f2c891}.
     */
    public static String run(OtherRun other) {
        RunRecord run = other.run();
        List<String> words = new ArrayList<>();
        words.add((run.user().isEmpty() ? "somebody" : run.user()) + "'s run " + id(run.runId())
                + (run.host().isEmpty() ? "" : " on " + run.host()));
        words.add(time(other.result().finished()));
        if (!run.commit().isEmpty()) {
            words.add("commit " + commit(run));
        }
        return String.join(", ", words);
    }
}
