package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.Code;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.LastRun;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Options;
import dev.freshet.runtime.graph.GraphDocument.Status;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a document as JSON, in the form of {@code docs/graph.schema.json}. Equal documents give equal text. */
public final class GraphJson {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final JsonMapper INDENTED = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(LINES))
            .build();
    private static final JsonMapper COMPACT = new JsonMapper();

    private GraphJson() {}

    /** Returns the document for people and other programs, with a line for each field. */
    public static String text(GraphDocument document) {
        return INDENTED.writeValueAsString(json(document)) + "\n";
    }

    /** Returns the document in one line, in which what is equal is written once. Only a page reads it. */
    public static String packed(GraphDocument document) {
        return COMPACT.writeValueAsString(PackedJson.of(json(document)));
    }

    /** Returns the times of a run in one line, as the document has them. */
    public static String times(GraphDocument.LastTimes times) {
        return COMPACT.writeValueAsString(TimesOfRun.json(times));
    }

    private static Map<String, Object> json(GraphDocument document) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", GraphDocument.SCHEMA);
        json.put("pipeline", document.pipeline());
        json.put("environment", document.environment());
        json.put("nodes", document.nodes().stream().map(GraphJson::json).toList());
        json.put("datasets", document.datasets().stream().map(GraphJson::json).toList());
        putCode(json, document);
        document.times().ifPresent(times -> json.put("times", TimesOfRun.json(times)));
        ViewsJson.put(document.views(), json);
        return json;
    }

    /** Writes the code. Each set of nodes is written once, by their numbers, since the same nodes reach much code. */
    private static void putCode(Map<String, Object> json, GraphDocument document) {
        Map<String, Integer> numbers = new HashMap<>();
        document.nodes().forEach(node -> numbers.put(node.name(), numbers.size()));
        Map<List<String>, Integer> sets = new LinkedHashMap<>();
        List<Map<String, Object>> code = new ArrayList<>();
        for (Code each : document.code()) {
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("what", each.text());
            putUnlessEmpty(member, "source", each.source());
            member.put("reachedBy", sets.computeIfAbsent(each.nodes(), nodes -> sets.size()));
            code.add(member);
        }
        json.put("code", code);
        json.put(
                "reachedBy",
                sets.keySet().stream()
                        .map(nodes -> nodes.stream()
                                .map(node -> numbers.getOrDefault(node, -1))
                                .toList())
                        .toList());
    }

    private static Map<String, Object> json(Node node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", node.name());
        putUnlessEmpty(json, "namespace", node.namespace());
        json.put("method", node.method());
        putUnlessEmpty(json, "source", node.source());
        json.put("tags", node.tags());
        json.put("options", json(node.options()));
        json.put("inputs", node.inputs().stream().map(GraphJson::json).toList());
        json.put("outputs", node.outputs().stream().map(GraphJson::json).toList());
        json.put("after", node.after());
        node.status().ifPresent(status -> json.put("status", json(status)));
        return json;
    }

    private static Map<String, Object> json(Options options) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rerun", options.rerun());
        json.put("cpus", options.cpus());
        json.put("memory", options.memory());
        json.put("uses", options.uses());
        json.put("exclusive", options.exclusive());
        if (options.atOnce() > 0) {
            json.put("atOnce", options.atOnce());
        }
        json.put("retries", options.retries());
        options.timeout().ifPresent(timeout -> json.put("timeout", timeout.toString()));
        return json;
    }

    private static Map<String, Object> json(Use use) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataset", use.dataset());
        json.put("form", use.form());
        return json;
    }

    private static Map<String, Object> json(Status status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("decision", status.state().word());
        json.put("reasons", status.reasons());
        status.last().ifPresent(last -> json.put("last", json(last)));
        return json;
    }

    private static Map<String, Object> json(LastRun last) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("finished", last.finished().toString());
        json.put("duration", last.duration().toString());
        json.put("milliseconds", last.duration().toMillis());
        json.put("usualMilliseconds", last.usual().toMillis());
        return json;
    }

    private static Map<String, Object> json(Dataset dataset) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", dataset.name());
        json.put("storage", dataset.storage().name().toLowerCase(Locale.ROOT));
        putUnlessEmpty(json, "type", dataset.type());
        json.put("javaType", dataset.javaType());
        putUnlessEmpty(json, "place", dataset.place());
        dataset.producer().ifPresent(producer -> json.put("producer", producer));
        json.put("readers", dataset.readers());
        return json;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }
}
