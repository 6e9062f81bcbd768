package dev.freshet.page;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.live.LiveSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** What somebody else tells a page, once: a project or a run whose texts a test makes up, with a line of log of each node: its name. */
final class ToldSource implements LiveSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final Watched watched;
    private final GraphDocument document;
    private final String update;
    private final CountDownLatch end = new CountDownLatch(1);

    ToldSource(Watched watched, GraphDocument document, Map<String, ?> update) {
        this.watched = watched;
        this.document = document;
        this.update = JSON.writeValueAsString(update);
    }

    /** A run in a project's list of the last ones. */
    static Map<String, Object> run(String text) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", text);
        run.put("pipeline", text + " (" + text + ")");
        run.put("started", "2026-03-01T12:00:00Z");
        run.put("by", text);
        run.put("outcome", text);
        run.put("nodes", 7);
        run.put("milliseconds", 65_000);
        run.put("commit", text);
        return run;
    }

    /** Somebody's work on a node. */
    static Map<String, Object> claim(String node, String text, boolean isOurs) {
        return Map.of(
                "node",
                node,
                "pipeline",
                text,
                "isOurs",
                isOurs,
                "holder",
                text,
                "since",
                "2026-03-01T12:00:00Z",
                "usual",
                1500,
                "heartbeat",
                false);
    }

    @Override
    public Watched watched() {
        return watched;
    }

    @Override
    public GraphDocument document() {
        return document;
    }

    @Override
    public Update after(long version, Duration longest) throws InterruptedException {
        if (version < 1) {
            return new Update(1, update, false);
        }
        boolean isLast = end.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        return new Update(1, "", isLast);
    }

    @Override
    public String node(String name, long from) {
        List<?> lines = from > 0 ? List.of() : List.of(Map.of("at", 5, "level", "info", "text", name));
        return JSON.writeValueAsString(Map.of("waits", name, "first", from, "lines", lines));
    }

    @Override
    public String times() {
        return "";
    }
}
