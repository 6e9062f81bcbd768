package dev.freshet.runtime.cache;

import java.util.Optional;

/**
 * What may be done with a cache.
 *
 * @param key the key that signs results; if it is empty, results are neither signed nor verified
 * @param write whether results are published
 * @param acceptsUnsigned whether results are used that this key did not sign
 * @param acceptsAccepted whether results are used that somebody accepted, instead of a run that made them
 */
public record CachePolicy(Optional<TeamKey> key, boolean write, boolean acceptsUnsigned, boolean acceptsAccepted) {
    /** Returns a policy that uses nothing that the key did not sign. Without a key, nothing is ever signed. */
    CachePolicy refusingUnsigned() {
        return new CachePolicy(key, write, key.isEmpty(), acceptsAccepted);
    }
}
