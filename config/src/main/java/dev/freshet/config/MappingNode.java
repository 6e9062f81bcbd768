package dev.freshet.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values by key, in the order in which they are written. */
public final class MappingNode implements ConfigNode {
    /**
     * A value and the position of its key.
     *
     * @param key the position of the key
     */
    public record Entry(Position key, ConfigNode value) {}

    private final Map<String, Entry> entries;
    private final Position position;

    /** Creates a mapping; the order of the entries is kept. */
    public MappingNode(Map<String, Entry> entries, Position position) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        this.position = position;
    }

    @Override
    public Position position() {
        return position;
    }

    /** Returns the entries, in the order of the file. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** Returns the keys, in the order of the file. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Returns the value of a key; empty if the mapping has no such key. */
    public Optional<ConfigNode> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Returns the position of a key; the mapping's own position if it has no such key. */
    public Position keyPosition(String key) {
        Entry entry = entries.get(key);
        return entry == null ? position : entry.key();
    }
}
