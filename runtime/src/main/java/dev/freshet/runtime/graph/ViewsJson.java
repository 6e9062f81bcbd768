package dev.freshet.runtime.graph;

import dev.freshet.runtime.comparison.Cause;
import dev.freshet.runtime.comparison.ComparedNode;
import dev.freshet.runtime.comparison.ComparedNode.Made;
import dev.freshet.runtime.comparison.ComparedRun;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.state.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the views of a document. Names of nodes are written once; everywhere else, nodes are numbers. */
final class ViewsJson {
    private static final int DIGITS = 12;

    private final Map<String, Integer> names = new LinkedHashMap<>();

    private ViewsJson() {}

    /** Adds the existing views to the JSON of a document. */
    static void put(GraphViews views, Map<String, Object> json) {
        if (!views.runs().isEmpty()) {
            json.put("runs", new ViewsJson().history(views));
        }
        if (!views.lineage().isEmpty()) {
            json.put("lineage", views.lineage());
        }
        if (!views.previews().isEmpty()) {
            json.put("previews", views.previews().stream().map(ViewsJson::json).toList());
        }
    }

    private int number(String node) {
        Integer known = names.putIfAbsent(node, names.size());
        return known == null ? names.size() - 1 : known;
    }

    private Map<String, Object> history(GraphViews views) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> runs = views.runs().stream().map(this::json).toList();
        List<Object> differences = new ArrayList<>();
        for (RunComparison each : views.comparisons()) {
            Map<String, Object> difference = new LinkedHashMap<>();
            difference.put("before", index(views, each.before()));
            difference.put("after", index(views, each.after()));
            difference.put("causes", each.causes().stream().map(this::json).toList());
            difference.put("unknown", each.unknown().stream().map(this::number).toList());
            differences.add(difference);
        }
        json.put("nodes", List.copyOf(names.keySet()));
        json.put("list", runs);
        json.put("differences", differences);
        return json;
    }

    private static int index(GraphViews views, ComparedRun run) {
        return views.runs().indexOf(run);
    }

    private Object json(Cause cause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", cause.kind().word());
        json.put("text", cause.text());
        json.put("nodes", cause.nodes().stream().map(this::number).toList());
        return json;
    }

    private Object json(ComparedRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run.run());
        json.put("start", run.start().toString());
        json.put("outcome", run.outcome());
        json.put("milliseconds", run.duration().toMillis());
        json.put("user", run.user());
        json.put("host", run.host());
        json.put("commit", run.commit());
        json.put("dirty", run.isDirty());
        json.put("job", run.job());
        json.put("java", run.java());
        json.put("os", run.os());
        json.put("nodes", run.nodes().stream().map(this::json).toList());
        return json;
    }

    private Object json(ComparedNode node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("node", number(node.node()));
        json.put("outcome", node.outcome());
        node.duration().ifPresent(duration -> json.put("milliseconds", duration.toMillis()));
        if (!node.partitions().isEmpty()) {
            json.put(
                    "partitions",
                    node.partitions().stream().map(ViewsJson::json).toList());
        }
        node.made().filter(made -> !made.outputs().isEmpty()).ifPresent(made -> json.put("outputs", outputs(made)));
        return json;
    }

    private static Map<String, Object> json(ComparedNode.Partitions partitions) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", partitions.dataset());
        json.put("made", partitions.made());
        json.put("kept", partitions.kept());
        json.put("removed", partitions.removed());
        return json;
    }

    private static List<Object> outputs(Made made) {
        List<Object> outputs = new ArrayList<>();
        made.outputs().forEach((dataset, version) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("dataset", dataset);
            json.put("version", shown(version));
            if (made.rows().containsKey(dataset)) {
                json.put("rows", made.rows().get(dataset));
            }
            if (made.bytes().containsKey(dataset)) {
                json.put("bytes", made.bytes().get(dataset));
            }
            outputs.add(json);
        });
        return outputs;
    }

    /**
     * Returns the beginning of a version's digest, which is enough to tell versions apart, without the kind of the
     * version.
     */
    private static String shown(String version) {
        boolean isContent = Version.read(version) instanceof Version.Content;
        int digest = version.indexOf(':') + 1;
        String start = version.substring(0, Math.min(version.length(), digest + DIGITS));
        return isContent ? start : "memory " + start.substring(Math.min(start.length(), digest));
    }

    private static Object json(Preview preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", preview.dataset());
        if (preview.content() instanceof Preview.Table table) {
            json.put("columns", table.columns());
            json.put("rows", table.rows());
        } else if (preview.content() instanceof Preview.Text text) {
            json.put("text", text.text());
        } else if (preview.content() instanceof Preview.Image image) {
            json.put("image", image.uri());
        } else if (preview.content() instanceof Preview.Html html) {
            json.put("html", html.html());
        }
        if (!preview.note().isEmpty()) {
            json.put("note", preview.note());
        }
        return json;
    }
}
