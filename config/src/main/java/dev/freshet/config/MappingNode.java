package dev.freshet.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values by key, in the order in which they are written. */
public final class MappingNode implements ConfigNode {
    /**
     * A value and the place of its key.
     *
     * @param key where the key is written
     */
    public record Entry(Position key, ConfigNode value) {}

    private final Map<String, Entry> entries;
    private final Position position;

    public MappingNode(Map<String, Entry> entries, Position position) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.position = position;
    }

    @Override
    public Position position() {
        return position;
    }

    /** The entries in order. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** The keys in order. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** The value of a key. */
    public Optional<ConfigNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Where a key is written; the mapping's own place if it has no such key. */
    public Position keyPosition(String key) {
        Entry entry = entries.get(key);
        return entry == null ? position : entry.key();
    }
}
