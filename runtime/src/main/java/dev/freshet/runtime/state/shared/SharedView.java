package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.Claim;
import dev.freshet.runtime.state.ClaimedResult;
import dev.freshet.runtime.state.Release;
import dev.freshet.runtime.state.StateRecord;
import dev.freshet.runtime.state.local.StateView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the shared log amounts to: results, and the claims in force. Every reader comes to the same, since it follows
 * from the entries and their order alone. Not safe for use by several threads.
 */
final class SharedView {
    private final StateView results = new StateView();
    /** The claims in force, by id. */
    private final Map<String, Claim> claims = new LinkedHashMap<>();

    private long last;

    /** The number of the last entry that was taken in. */
    long last() {
        return last;
    }

    StateView results() {
        return results;
    }

    /** The claims in force, the earliest first. */
    Collection<Claim> claims() {
        return List.copyOf(claims.values());
    }

    boolean isInForce(String claim) {
        return claims.containsKey(claim);
    }

    /** The first claim in force that excludes another one, except those that it supersedes. */
    Optional<Claim> conflicting(Claim wanted) {
        return claims.values().stream()
                .filter(claim -> claim.excludes(wanted)
                        && !claim.runId().equals(wanted.runId())
                        && !wanted.supersedes().contains(claim.id()))
                .findFirst();
    }

    /** Forgets everything. */
    void clear() {
        results.clear();
        claims.clear();
        last = 0;
    }

    /** Takes in what was read from the log. */
    void take(StateBackend.Contents contents) {
        contents.base().ifPresent(base -> {
            clear();
            take(base);
        });
        contents.entries().forEach(this::take);
    }

    /** Takes in the next entry. */
    void take(StateBackend.Entry entry) {
        List<StateRecord> records = LogText.read(entry.text());
        last = entry.number();
        int index = 0;
        for (StateRecord record : records) {
            if (record instanceof Claim claim) {
                take(claim.id().isEmpty() ? claim.granted(idOf(entry.number(), index)) : claim);
                index++;
            } else if (record instanceof Release release) {
                claims.remove(release.claim());
            } else if (record instanceof ClaimedResult claimed) {
                if (claims.remove(claimed.claim()) != null) {
                    results.add(claimed.result());
                }
            } else {
                results.add(record);
            }
        }
    }

    /** The id of a claim by its index among the claims of an entry. */
    static String idOf(long entry, int index) {
        return entry + "." + index;
    }

    /** Those who append look first, so a conflict means that somebody did not; then the earlier claim stays. */
    private void take(Claim claim) {
        if (conflicting(claim).isEmpty()) {
            claim.supersedes().forEach(claims::remove);
            claims.put(claim.id(), claim);
        }
    }

    /** Entries that amount to the same. */
    List<StateRecord> entries() {
        List<StateRecord> entries = new ArrayList<>(results.entries());
        entries.addAll(claims.values());
        return entries;
    }
}
