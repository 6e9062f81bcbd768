package dev.freshet.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Marks values that must never be printed. */
final class Secrets {
    private Secrets() {}

    /** Returns the value with everything in it marked as secret. */
    static ConfigNode hide(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return hide(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(sequence.items().stream().map(Secrets::hide).toList(), sequence.position());
        }
        return ((ScalarNode) node).asSecret();
    }

    static MappingNode hide(MappingNode mapping) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(key, new MappingNode.Entry(entry.key(), hide(entry.value()))));
        return new MappingNode(entries, mapping.position());
    }
}
