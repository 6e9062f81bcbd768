package dev.freshet.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Converts the YAML engine's nodes to configuration nodes: expands aliases, applies merge keys, and collects every
 * mistake of the file.
 */
final class YamlTree {
    /** The limit on values that the aliases of one file may add: nested aliases can expand to millions. */
    private static final int MOST_ALIASED = 1_000_000;

    /** What reads the tree calls itself for each level. */
    private static final int DEEPEST = 200;

    private static final String MERGE = "<<";
    private static final Map<Tag, ScalarNode.Kind> KINDS = Map.of(
            Tag.STR, ScalarNode.Kind.STRING,
            Tag.INT, ScalarNode.Kind.INTEGER,
            Tag.FLOAT, ScalarNode.Kind.FLOAT,
            Tag.BOOL, ScalarNode.Kind.BOOLEAN,
            Tag.NULL, ScalarNode.Kind.NULL);

    private final String file;
    private final boolean mergesKeys;
    /** Without aliases, a text has fewer values than characters. */
    private final long mostValues;

    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ConfigProblem> problems = new ArrayList<>();
    private long values;

    /** @param mergesKeys whether the key {@code <<} merges mappings; else it is a key like any other */
    YamlTree(SourceText source, boolean mergesKeys) {
        file = source.name();
        this.mergesKeys = mergesKeys;
        mostValues = (long) MOST_ALIASED + source.text().length();
    }

    /**
     * Converts the tree under a node.
     *
     * @throws ConfigException if the file has mistakes; it lists all of them
     */
    ConfigNode read(Node root) {
        ConfigNode node = convert(root);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
        return node;
    }

    private ConfigNode convert(Node node) {
        if (++values > mostValues) {
            throw new ConfigException(position(node), "the aliases of this file expand to more than a million values");
        }
        if (open.size() == DEEPEST) {
            throw new ConfigException(position(node), "the values are nested more than " + DEEPEST + " deep");
        }
        if (!open.add(node)) {
            return mistake(node, "an alias refers to a value that contains it");
        }
        try {
            if (node instanceof org.snakeyaml.engine.v2.nodes.MappingNode mapping) {
                return node.getTag().equals(Tag.MAP) ? mapping(mapping) : unknownTag(node);
            }
            if (node instanceof org.snakeyaml.engine.v2.nodes.SequenceNode sequence) {
                return node.getTag().equals(Tag.SEQ) ? sequence(sequence) : unknownTag(node);
            }
            return scalar((org.snakeyaml.engine.v2.nodes.ScalarNode) node);
        } finally {
            open.remove(node);
        }
    }

    /** Adds a problem and returns a placeholder for the value, so that the rest of the file is still checked. */
    private ScalarNode mistake(Node node, String message) {
        problems.add(new ConfigProblem(position(node), message));
        return new ScalarNode("", ScalarNode.Kind.NULL, position(node), false);
    }

    private ScalarNode unknownTag(Node node) {
        return mistake(node, "the tag " + shorthand(node.getTag()) + " is not supported; write the plain value");
    }

    private static String shorthand(Tag tag) {
        return tag.getValue().startsWith(Tag.PREFIX)
                ? "!!" + tag.getValue().substring(Tag.PREFIX.length())
                : tag.getValue();
    }

    private ScalarNode scalar(org.snakeyaml.engine.v2.nodes.ScalarNode node) {
        ScalarNode.Kind kind = KINDS.get(node.getTag());
        if (kind == null) {
            return unknownTag(node);
        }
        if (kind != ScalarNode.Kind.STRING && !Scalars.allows(node.getValue(), kind)) {
            return mistake(node, "\"" + node.getValue() + "\" does not fit its tag " + shorthand(node.getTag()));
        }
        return new ScalarNode(node.getValue(), kind, position(node), false);
    }

    private SequenceNode sequence(org.snakeyaml.engine.v2.nodes.SequenceNode node) {
        List<ConfigNode> items = new ArrayList<>();
        node.getValue().forEach(item -> items.add(convert(item)));
        return new SequenceNode(items, position(node));
    }

    private MappingNode mapping(org.snakeyaml.engine.v2.nodes.MappingNode node) {
        Map<String, MappingNode.Entry> own = new LinkedHashMap<>();
        List<MappingNode> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                merge(tuple, merged);
            } else {
                keyText(tuple.getKeyNode()).ifPresent(key -> put(own, key, tuple));
            }
        }
        merged.forEach(source -> source.entries().forEach(own::putIfAbsent));
        return new MappingNode(own, position(node));
    }

    private void put(Map<String, MappingNode.Entry> entries, String key, NodeTuple tuple) {
        MappingNode.Entry entry = new MappingNode.Entry(position(tuple.getKeyNode()), convert(tuple.getValueNode()));
        MappingNode.Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier != null) {
            problems.add(
                    new ConfigProblem(entry.key(), "duplicate key \"" + key + "\"; it is first at " + earlier.key()));
        }
    }

    /** Returns whether a key is the merge key. In quotes, it is an ordinary key. */
    private boolean isMerge(Node key) {
        return mergesKeys
                && key instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().equals(MERGE);
    }

    private Optional<String> keyText(Node key) {
        if (key instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        mistake(key, "a key must be a single word or text");
        return Optional.empty();
    }

    private void merge(NodeTuple tuple, List<MappingNode> merged) {
        Node value = tuple.getValueNode();
        List<Node> sources = value instanceof org.snakeyaml.engine.v2.nodes.SequenceNode sequence
                ? sequence.getValue()
                : List.of(value);
        for (Node source : sources) {
            if (source instanceof org.snakeyaml.engine.v2.nodes.MappingNode
                    && convert(source) instanceof MappingNode mapping) {
                merged.add(mapping);
            } else {
                // The key's position, because an aliased value only has the position of its anchor.
                mistake(tuple.getKeyNode(), "\"<<\" merges a mapping, as in \"<<: *anchor\"");
            }
        }
    }

    private Position position(Node node) {
        return node.getStartMark().map(mark -> YamlSyntax.position(file, mark)).orElse(Position.of(file));
    }
}
