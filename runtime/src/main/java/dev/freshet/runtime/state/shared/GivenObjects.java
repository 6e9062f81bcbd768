package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sets of partitions that results name, as objects of the shared state. */
final class GivenObjects {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> VERSIONS = new TypeReference<>() {};

    private final LocalStateStore local;
    private final StateBackend backend;
    private final Set<String> shared = ConcurrentHashMap.newKeySet();

    GivenObjects(LocalStateStore local, StateBackend backend) {
        this.local = local;
        this.backend = backend;
    }

    private static String object(String name) {
        return "given/" + name.substring(name.indexOf(':') + 1);
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

    /** Shares the sets that a result names, before the result itself. */
    void share(NodeRecord result) throws IOException {
        for (String name : result.given().values()) {
            Optional<SortedMap<String, String>> set =
                    name.startsWith("partitions:") ? local.given(name) : Optional.empty();
            if (set.isPresent() && !shared.contains(name)) {
                backend.put(object(name), MAPPER.writeValueAsBytes(set.get()));
                shared.add(name);
            }
        }
    }
}
