package dev.freshet.dataset;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How one gets into a storage: secret values by key. They are never printed. */
public final class Credentials {
    /** None were named: whatever the environment gives is used. */
    public static final Credentials NONE = new Credentials(Map.of());

    private final Map<String, String> values;

    private Credentials(Map<String, String> values) {
        this.values = values;
    }

    /** Those of a map. */
    public static Credentials of(Map<String, String> values) {
        return new Credentials(new TreeMap<>(values));
    }

    /** The value of a key. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The keys that have values. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** The keys only. */
    @Override
    public String toString() {
        return "credentials " + values.keySet();
    }
}
