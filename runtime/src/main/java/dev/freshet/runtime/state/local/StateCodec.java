package dev.freshet.runtime.state.local;

import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimedResult;
import dev.freshet.runtime.state.ForgottenNode;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.RunRecord;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.Version;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Converts state entries to JSON objects on one line, with fields in a fixed order, and back. Unknown fields are
 * ignored.
 */
public final class StateCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private StateCodec() {}

    /** Converts an entry to text. */
    public static String write(StateRecord record) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (record instanceof NodeRecord node) {
                write(node, json);
            } else if (record instanceof ClaimedResult claimed) {
                json.writeStringProperty("under", claimed.claim());
                write(claimed.result(), json);
            } else if (record instanceof Claim claim) {
                write(claim, json);
            } else if (record instanceof Release release) {
                json.writeStringProperty("release", release.claim());
            } else if (record instanceof StampRecord stamp) {
                json.writeStringProperty("stamp", stamp.location());
                json.writeStringProperty("at", stamp.stamp());
                json.writeStringProperty("digest", stamp.digest());
            } else if (record instanceof ForgottenNode forgotten) {
                json.writeStringProperty("forget", forgotten.node());
                json.writeStringProperty("pipeline", forgotten.pipeline());
                json.writeStringProperty("slot", forgotten.slot());
            } else if (record instanceof RunRecord run) {
                write(run, json);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(NodeRecord node, JsonGenerator json) {
        json.writeStringProperty("node", node.node());
        json.writeStringProperty("pipeline", node.pipeline());
        json.writeStringProperty("slot", node.slot());
        json.writeStringProperty("key", node.key());
        json.writeStringProperty("run", node.runId());
        json.writeStringProperty("finished", node.finished().toString());
        json.writeStringProperty("duration", node.duration().toString());
        write("schemas", node.schemas(), json);
        json.writeStringProperty("code", node.code());
        json.writeStringProperty("links", node.links());
        write("parameters", node.parameters(), json);
        write("inputs", Version.texts(node.inputs()), json);
        write("outputs", Version.texts(node.outputs()), json);
        write("declarations", node.declarations(), json);
        write("given", node.given(), json);
        if (node.isPrivate()) {
            json.writeStringProperty("private", "true");
        }
        if (node.isAccepted()) {
            json.writeStringProperty("accepted", "true");
        }
    }

    private static void write(Claim claim, JsonGenerator json) {
        json.writeStringProperty("claim", claim.id());
        json.writeStringProperty("run", claim.runId());
        json.writeStringProperty("checkout", claim.workspace());
        json.writeStringProperty("pipeline", claim.pipeline());
        json.writeStringProperty("node", claim.node());
        write("places", map(claim.places()), json);
        json.writeStringProperty("work", claim.work());
        json.writeStringProperty("published", Boolean.toString(claim.isPublished()));
        json.writeStringProperty("holder", claim.holder());
        json.writeStringProperty("since", claim.since().toString());
        write("supersedes", map(claim.supersedes()), json);
    }

    private static SortedMap<String, String> map(SortedSet<String> words) {
        SortedMap<String, String> map = new TreeMap<>();
        words.forEach(word -> map.put(word, ""));
        return map;
    }

    private static void write(RunRecord run, JsonGenerator json) {
        json.writeStringProperty("workspace", run.workspace());
        json.writeStringProperty("run", run.runId());
        json.writeStringProperty("pipeline", run.pipeline());
        json.writeStringProperty("environment", run.environment());
        json.writeStringProperty("started", run.started().toString());
        json.writeStringProperty("user", run.user());
        json.writeStringProperty("host", run.host());
        json.writeStringProperty("commit", run.commit());
        json.writeStringProperty("dirty", Boolean.toString(run.isDirty()));
        json.writeStringProperty("job", run.job());
    }

    private static void write(String name, SortedMap<String, String> map, JsonGenerator json) {
        if (!map.isEmpty()) {
            json.writeObjectPropertyStart(name);
            map.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if the text is not an entry
     */
    public static StateRecord read(String text) {
        Map<String, String> words = new TreeMap<>();
        Map<String, SortedMap<String, String>> maps = new TreeMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            fields(json, (name, token) -> {
                if (token == JsonToken.VALUE_STRING) {
                    words.put(name, json.getString());
                } else if (token == JsonToken.START_OBJECT) {
                    SortedMap<String, String> map = new TreeMap<>();
                    fields(json, (key, value) -> {
                        require(value == JsonToken.VALUE_STRING);
                        map.put(key, json.getString());
                    });
                    maps.put(name, map);
                } else {
                    json.skipChildren();
                }
            });
            require(json.nextToken() == null);
            return record(words, maps);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static void fields(JsonParser json, BiConsumer<String, JsonToken> field) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            field.accept(name, json.nextToken());
        }
        require(json.currentToken() == JsonToken.END_OBJECT);
    }

    private static StateRecord record(Map<String, String> words, Map<String, SortedMap<String, String>> maps) {
        if (words.containsKey("stamp")) {
            return new StampRecord(word(words, "stamp"), word(words, "at"), word(words, "digest"));
        }
        if (words.containsKey("forget")) {
            return new ForgottenNode(word(words, "pipeline"), word(words, "forget"), word(words, "slot"));
        }
        if (words.containsKey("claim")) {
            return claim(words, maps);
        }
        if (words.containsKey("release")) {
            return new Release(word(words, "release"));
        }
        if (words.containsKey("under")) {
            return new ClaimedResult(word(words, "under"), node(words, maps));
        }
        return words.containsKey("workspace") ? run(words) : node(words, maps);
    }

    private static Claim claim(Map<String, String> words, Map<String, SortedMap<String, String>> maps) {
        return new Claim(
                word(words, "claim"),
                word(words, "run"),
                word(words, "checkout"),
                word(words, "pipeline"),
                word(words, "node"),
                new TreeSet<>(map(maps, "places").keySet()),
                word(words, "work"),
                Boolean.parseBoolean(word(words, "published")),
                word(words, "holder"),
                Instant.parse(word(words, "since")),
                new TreeSet<>(map(maps, "supersedes").keySet()));
    }

    private static RunRecord run(Map<String, String> words) {
        return new RunRecord(
                word(words, "run"),
                word(words, "pipeline"),
                word(words, "environment"),
                word(words, "workspace"),
                Instant.parse(word(words, "started")),
                word(words, "user"),
                word(words, "host"),
                word(words, "commit"),
                Boolean.parseBoolean(word(words, "dirty")),
                word(words, "job"));
    }

    private static NodeRecord node(Map<String, String> words, Map<String, SortedMap<String, String>> maps) {
        return new NodeRecord(
                word(words, "pipeline"),
                word(words, "node"),
                word(words, "slot"),
                word(words, "key"),
                word(words, "run"),
                Instant.parse(word(words, "finished")),
                Duration.parse(word(words, "duration")),
                map(maps, "schemas"),
                word(words, "code"),
                word(words, "links"),
                map(maps, "parameters"),
                versions(maps, "inputs"),
                versions(maps, "outputs"),
                map(maps, "declarations"),
                map(maps, "given"),
                words.containsKey("private"),
                words.containsKey("accepted"));
    }

    private static String word(Map<String, String> words, String name) {
        String word = words.get(name);
        require(word != null);
        return word == null ? "" : word;
    }

    private static SortedMap<String, String> map(Map<String, SortedMap<String, String>> maps, String name) {
        SortedMap<String, String> map = maps.get(name);
        return map == null ? new TreeMap<>() : map;
    }

    private static SortedMap<String, Version> versions(Map<String, SortedMap<String, String>> maps, String name) {
        SortedMap<String, Version> versions = new TreeMap<>();
        map(maps, name).forEach((dataset, text) -> versions.put(dataset, Version.read(text)));
        return versions;
    }

    private static void require(boolean isTrue) {
        if (!isTrue) {
            throw new IllegalArgumentException("this is not an entry of the state");
        }
    }
}
