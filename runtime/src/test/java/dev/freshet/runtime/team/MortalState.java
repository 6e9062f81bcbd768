package dev.freshet.runtime.team;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * States in memory, as in {@code mortal://team/machine}, that know which machine asks. A machine that died gets no
 * answers any more, and its heartbeats do not change. The heartbeat of a machine that is alive changes whenever somebody
 * looks, so that a slow computer does not make it seem dead.
 */
public final class MortalState implements StateBackendProvider {
    private static final Map<String, MortalStore> STORES = new ConcurrentHashMap<>();

    /** Creates the state of a team. */
    static MortalStore create(String team) {
        MortalStore store = new MortalStore(team);
        STORES.put(team, store);
        return store;
    }

    static void delete(MortalStore store) {
        STORES.remove(store.team());
    }

    @Override
    public String scheme() {
        return "mortal";
    }

    @Override
    public List<Option> credentials() {
        return List.of();
    }

    @Override
    public StateBackend open(String url, Credentials credentials) {
        URI uri = URI.create(url);
        return Objects.requireNonNull(STORES.get(uri.getHost()), url)
                .connect(uri.getPath().substring(1));
    }
}
