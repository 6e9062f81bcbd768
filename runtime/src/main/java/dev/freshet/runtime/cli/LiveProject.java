package dev.freshet.runtime.cli;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.cli.text.PipelineName;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.live.LiveSource;
import dev.freshet.runtime.run.NodeClaim;
import dev.freshet.runtime.run.ProjectState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * A project that pages can watch: what a run would do, the last runs, and the nodes that runs are working on. The state
 * is read only while somebody watches, by the request that finds the last result too old.
 */
final class LiveProject implements LiveSource {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_RUNS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    /** The pause after a comparison of code and data, as a multiple of its duration. */
    private static final int SHARE_OF_TIME = 10;

    private static final Duration LONGEST_STALE = Duration.ofSeconds(15);

    private final Supplier<GraphDocument> graph;
    private final ProjectState state;
    private final String key;
    private final PipelineName names;
    /** What the page shows of each node, by node. */
    private final Map<String, Told> nodes = new HashMap<>();

    private Map<String, Object> news = Map.of();
    private long newsVersion;
    private long version;
    private long lastLook;
    private long lastGraph;
    private long graphNanos;
    private boolean isLooking;
    private GraphDocument document;

    /** What the page shows of a node, since a version. */
    private record Told(long version, Map<String, Object> json) {}

    /**
     * @param graph compares code and data with the state
     * @param key names the pipeline and its environment in the state
     */
    LiveProject(Supplier<GraphDocument> graph, ProjectState state, String key, PipelineName names) {
        this.graph = graph;
        this.state = state;
        this.key = key;
        this.names = names;
        lastLook = System.nanoTime() - BETWEEN_LOOKS.toNanos();
        long start = System.nanoTime();
        document = graph.get();
        lastGraph = System.nanoTime();
        graphNanos = lastGraph - start;
    }

    @Override
    public Watched watched() {
        return Watched.PROJECT;
    }

    @Override
    public synchronized GraphDocument document() {
        return document;
    }

    @Override
    public Update after(long known, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            lookIfDue();
            synchronized (this) {
                long left = Math.min(end - System.nanoTime(), BETWEEN_LOOKS.toNanos());
                if (version > known || left <= 0) {
                    return update(known);
                }
                wait(left / 1_000_000 + 1);
            }
        }
    }

    private Update update(long known) {
        if (version <= known) {
            return new Update(version, "", false);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (newsVersion > known) {
            json.put("project", news);
        }
        List<Map<String, Object>> changed = new ArrayList<>();
        nodes.values().stream().filter(told -> told.version > known).forEach(told -> changed.add(told.json));
        json.put("nodes", changed);
        return new Update(version, JSON.writeValueAsString(json), false);
    }

    private void lookIfDue() {
        synchronized (this) {
            if (isLooking || System.nanoTime() - lastLook < BETWEEN_LOOKS.toNanos()) {
                return;
            }
            isLooking = true;
        }
        try {
            look();
        } finally {
            synchronized (this) {
                isLooking = false;
                lastLook = System.nanoTime();
                notifyAll();
            }
        }
    }

    private void look() {
        Map<String, Object> seen = new LinkedHashMap<>();
        List<NodeClaim> claims = List.of();
        Optional<GraphDocument> described = Optional.empty();
        try {
            seen.put(
                    "runs",
                    RunsCommand.newest(state, MOST_RUNS).stream()
                            .map(run -> LiveJson.run(run, names))
                            .toList());
            state.holder().ifPresent(holder -> seen.put("holder", holder));
            if (state.isShared()) {
                claims = state.claims();
                seen.put(
                        "claims",
                        claims.stream()
                                .map(claim -> LiveJson.claim(claim, key, names))
                                .toList());
            }
            described = describe(!seen.get("runs").equals(news.get("runs")));
        } catch (RuntimeException e) {
            seen.put("problem", VisibleText.lines(String.valueOf(e.getMessage())));
        }
        tell(seen, claims, described);
    }

    private Optional<GraphDocument> describe(boolean isNews) {
        long now = System.nanoTime();
        boolean isOld = now - lastGraph > Math.max(LONGEST_STALE.toNanos(), graphNanos * SHARE_OF_TIME);
        boolean isDue = now - lastGraph > graphNanos * SHARE_OF_TIME;
        if (!isOld && !(isNews && isDue)) {
            return Optional.empty();
        }
        GraphDocument seen = graph.get();
        lastGraph = System.nanoTime();
        graphNanos = lastGraph - now;
        return Optional.of(seen);
    }

    private synchronized void tell(
            Map<String, Object> seen, List<NodeClaim> claims, Optional<GraphDocument> described) {
        described.ifPresent(now -> document = now);
        long next = version + 1;
        if (!seen.equals(news)) {
            news = seen;
            newsVersion = next;
            version = next;
        }
        Map<String, NodeClaim> byNode = new HashMap<>();
        claims.stream()
                .filter(claim -> claim.claim().pipeline().equals(key))
                .forEach(claim -> byNode.put(claim.claim().node(), claim));
        for (GraphDocument.Node node : document.nodes()) {
            Map<String, Object> json = json(node, Optional.ofNullable(byNode.get(node.name())));
            Told before = nodes.get(node.name());
            if (before == null || !before.json.equals(json)) {
                nodes.put(node.name(), new Told(next, json));
                version = next;
            }
        }
    }

    private static Map<String, Object> json(GraphDocument.Node node, Optional<NodeClaim> claim) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", node.name());
        if (claim.isPresent()) {
            json.put("state", "other run");
            json.put(
                    "why",
                    claim.get().claim().holder() + " has been working on it since "
                            + claim.get().claim().since());
        } else {
            node.status().ifPresent(status -> {
                json.put("state", status.state().word());
                json.put("why", String.join("\n", status.reasons()));
                status.last().ifPresent(last -> json.put("took", last.duration().toMillis()));
            });
        }
        return json;
    }

    @Override
    public String node(String name, long from) {
        return "{\"waits\":\"\",\"first\":0,\"lines\":[]}";
    }

    @Override
    public synchronized String times() {
        return document.times().map(GraphJson::times).orElse("");
    }
}
