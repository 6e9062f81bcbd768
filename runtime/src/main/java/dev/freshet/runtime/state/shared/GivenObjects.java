package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sets of partitions that results name, as objects of the shared state. */
final class GivenObjects {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> VERSIONS = new TypeReference<>() {};

    private final LocalStateStore local;
    private final StateBackend backend;
    private final StoredObjects objects;

    GivenObjects(LocalStateStore local, StateBackend backend, StoredObjects objects) {
        this.local = local;
        this.backend = backend;
        this.objects = objects;
    }

    private static String object(String name) {
        return "given/" + name.substring(name.indexOf(':') + 1);
    }

    private static Stream<String> sets(NodeRecord result) {
        return result.given().values().stream().filter(name -> name.startsWith("partitions:"));
    }

    /** Returns the objects that a result names. */
    static Stream<String> of(NodeRecord result) {
        return sets(result).map(GivenObjects::object);
    }

    /** See {@link dev.freshet.runtime.state.StateStore#given}. A damaged or unreachable set counts as missing. */
    Optional<SortedMap<String, String>> get(String name) {
        Optional<SortedMap<String, String>> own = local.given(name);
        if (own.isPresent()) {
            return own;
        }
        try {
            return backend.get(object(name))
                    .map(bytes -> (SortedMap<String, String>) MAPPER.readValue(bytes, VERSIONS))
                    .filter(versions ->
                            StoredContent.digestOfPartitions(versions).equals(name));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Shares the sets that entries name, before the entries themselves. */
    void share(List<StateRecord> records) throws IOException {
        for (String name : sets(records)) {
            if (objects.isMissing(object(name))) {
                store(name);
            }
        }
    }

    /** Shares again what could have been removed before the entries were appended. */
    void shareAgain(List<StateRecord> records) throws IOException {
        for (String name : sets(records)) {
            if (!objects.isCertain(object(name))) {
                store(name);
            }
        }
    }

    private static Set<String> sets(List<StateRecord> records) {
        Set<String> names = new TreeSet<>();
        for (StateRecord record : records) {
            if (Publisher.withoutClaim(record) instanceof NodeRecord result) {
                sets(result).forEach(names::add);
            }
        }
        return names;
    }

    private void store(String name) throws IOException {
        Optional<SortedMap<String, String>> set = local.given(name);
        if (set.isPresent()) {
            objects.put(object(name), MAPPER.writeValueAsBytes(set.get()));
        }
    }
}
