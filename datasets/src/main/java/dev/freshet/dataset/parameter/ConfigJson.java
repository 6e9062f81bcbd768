package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts a configuration, with all its positions, to JSON for another process of the same run. */
public final class ConfigJson {
    private ConfigJson() {}

    /** A configuration node with its kind, so that it can be read back unchanged. */
    public record Node(
            Place place,
            @Nullable Scalar scalar,
            @Nullable List<Node> items,
            @Nullable List<Entry> entries) {}

    /** See {@link Position}. */
    public record Place(String file, int line, int column) {
        public static Place of(Position position) {
            return new Place(position.file(), position.line(), position.column());
        }

        public Position position() {
            return new Position(file, line, column);
        }
    }

    /** See {@link ScalarNode}. */
    public record Scalar(String text, ScalarNode.Kind kind, boolean secret) {
        /** Returns the text for messages; stars if the value is secret. */
        @Override
        public String toString() {
            return secret ? "***" : text;
        }
    }

    /** See {@link MappingNode.Entry}. */
    record Entry(String name, Place key, Node value) {}

    public static Node write(ConfigNode node) {
        Place place = Place.of(node.position());
        if (node instanceof ScalarNode scalar) {
            return new Node(place, new Scalar(scalar.text(), scalar.kind(), scalar.secret()), null, null);
        }
        if (node instanceof SequenceNode sequence) {
            return new Node(
                    place,
                    null,
                    sequence.items().stream().map(ConfigJson::write).toList(),
                    null);
        }
        List<Entry> entries = new ArrayList<>();
        ((MappingNode) node)
                .entries()
                .forEach((name, entry) -> entries.add(new Entry(name, Place.of(entry.key()), write(entry.value()))));
        return new Node(place, null, null, entries);
    }

    public static ConfigNode read(Node node) {
        Position position = node.place().position();
        if (node.scalar() != null) {
            return new ScalarNode(
                    node.scalar().text(),
                    node.scalar().kind(),
                    position,
                    node.scalar().secret());
        }
        if (node.items() != null) {
            return new SequenceNode(node.items().stream().map(ConfigJson::read).toList(), position);
        }
        return readMapping(node);
    }

    public static MappingNode readMapping(Node node) {
        Map<String, MappingNode.Entry> entries = new LinkedHashMap<>();
        Objects.requireNonNull(node.entries())
                .forEach(entry -> entries.put(
                        entry.name(), new MappingNode.Entry(entry.key().position(), read(entry.value()))));
        return new MappingNode(entries, node.place().position());
    }
}
