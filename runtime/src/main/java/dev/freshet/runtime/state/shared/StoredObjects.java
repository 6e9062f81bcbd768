package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which objects beside the log are there for certain, and which ones nobody needs. An object stays as long as a result
 * that counts names it, and for days after it was stored. So an object is stored again before a result names it, unless
 * a latest result does already: everybody knows the same latest results.
 */
final class StoredObjects {
    private static final Logger LOGGER = LoggerFactory.getLogger(StoredObjects.class);
    /** Much shorter than the time for which backends keep what is out of use. */
    private static final Duration CERTAIN = Duration.ofHours(1);

    private final StateBackend backend;
    private final SharedLog log;

    /** When an object was known to be there. */
    @GuardedBy("this")
    private final Map<String, Moment> known = new HashMap<>();

    /** By both clocks: one may stand still while the machine sleeps, and the other may be set. */
    private record Moment(long monotonic, Instant wall) {
        static Moment now() {
            return new Moment(System.nanoTime(), Instant.now());
        }

        boolean isRecent() {
            return System.nanoTime() - monotonic < CERTAIN.toNanos()
                    && Duration.between(wall, Instant.now()).abs().compareTo(CERTAIN) < 0;
        }
    }

    StoredObjects(StateBackend backend, SharedLog log) {
        this.backend = backend;
        this.log = log;
    }

    /** Returns the objects that a result names. */
    static Stream<String> of(NodeRecord result) {
        return Stream.concat(LinkObjects.of(result), GivenObjects.of(result));
    }

    /** Returns the objects that entries name. */
    static Set<String> of(Collection<? extends StateRecord> records) {
        Set<String> names = new HashSet<>();
        for (StateRecord record : records) {
            if (Publisher.withoutClaim(record) instanceof NodeRecord result) {
                of(result).forEach(names::add);
            }
        }
        return names;
    }

    /** Returns whether an object has to be stored before an entry that names it is appended. */
    boolean isMissing(String name) {
        return !isCertain(name) && !isNamed(name);
    }

    /** Returns whether an object was known to be there a short time ago. */
    synchronized boolean isCertain(String name) {
        Moment moment = known.get(name);
        return moment != null && moment.isRecent();
    }

    private boolean isNamed(String name) {
        Moment before = Moment.now();
        Set<String> named = log.known(view -> of(view.latest()));
        synchronized (this) {
            named.forEach(one -> known.put(one, before));
        }
        return named.contains(name);
    }

    void put(String name, byte[] content) throws IOException {
        Moment before = Moment.now();
        backend.put(name, content);
        synchronized (this) {
            known.put(name, before);
        }
    }

    /** Removes what no entry names, and has not for long. What fails is left to the next compaction. */
    void collect(List<StateRecord> entries) {
        try {
            Set<String> removed = backend.collect(of(entries));
            LOGGER.debug("removed from the shared state, since no result names them: {}", removed);
        } catch (IOException e) {
            LOGGER.debug("the objects of the shared state were not collected: {}", KnownSecrets.masked(e));
        }
    }
}
