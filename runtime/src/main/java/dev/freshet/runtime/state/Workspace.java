package dev.freshet.runtime.state;

/**
 * What distinguishes a checkout from others.
 *
 * @param id distinguishes its files from those of others
 * @param key a random secret, by which digests of secrets are made
 */
public record Workspace(String id, String key) {
    /** Returns the id only. */
    @Override
    public String toString() {
        return "workspace " + id;
    }
}
