package dev.freshet.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 with the position of every key and value. Merge keys ({@code <<}) are of YAML 1.1, but every catalog uses
 * them; the parser leaves them to us.
 */
public final class Yaml {
    /** Values that one file may expand to; a bomb of nested aliases has millions. */
    private static final int MOST_VALUES = 1_000_000;

    private static final String MERGE = "<<";

    private final String file;
    private final Set<Node> open = new HashSet<>();
    private int values;

    private Yaml(String file) {
        this.file = file;
    }

    /**
     * Reads a file whose top level is a mapping; an empty file is an empty mapping.
     *
     * @throws ConfigException if the text is not YAML of that form
     */
    public static MappingNode parse(SourceText source) {
        Position start = new Position(source.name(), 1, 1);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        Optional<Node> root;
        try {
            root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, source.text())))
                    .getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Position position = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> position(source.name(), mark))
                    .orElse(start);
            throw new ConfigException(position, "not YAML: " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new ConfigException(start, "not YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
        if (root.isEmpty()) {
            return new MappingNode(Map.of(), start);
        }
        ConfigNode node = new Yaml(source.name()).convert(root.get());
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        if (node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL) {
            return new MappingNode(Map.of(), start);
        }
        throw new ConfigException(node.position(), "the top level must be keys with values, as in \"key: value\"");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", "; ");
    }

    private ConfigNode convert(Node node) {
        if (++values > MOST_VALUES) {
            throw new ConfigException(position(node), "the aliases of this file expand to more than a million values");
        }
        if (!open.add(node)) {
            throw new ConfigException(position(node), "an alias refers to a value that contains it");
        }
        try {
            if (node instanceof org.snakeyaml.engine.v2.nodes.MappingNode mapping) {
                return mapping(mapping);
            }
            if (node instanceof org.snakeyaml.engine.v2.nodes.SequenceNode sequence) {
                return new SequenceNode(
                        sequence.getValue().stream().map(this::convert).toList(), position(node));
            }
            return scalar((org.snakeyaml.engine.v2.nodes.ScalarNode) node);
        } finally {
            open.remove(node);
        }
    }

    private ScalarNode scalar(org.snakeyaml.engine.v2.nodes.ScalarNode node) {
        Map<Tag, ScalarNode.Kind> kinds = Map.of(
                Tag.STR, ScalarNode.Kind.STRING,
                Tag.INT, ScalarNode.Kind.INTEGER,
                Tag.FLOAT, ScalarNode.Kind.FLOAT,
                Tag.BOOL, ScalarNode.Kind.BOOLEAN,
                Tag.NULL, ScalarNode.Kind.NULL);
        ScalarNode.Kind kind = kinds.get(node.getTag());
        if (kind == null) {
            throw new ConfigException(
                    position(node), "the tag " + node.getTag() + " is not supported; write the plain value");
        }
        return new ScalarNode(node.getValue(), kind, position(node), false);
    }

    private MappingNode mapping(org.snakeyaml.engine.v2.nodes.MappingNode node) {
        Map<String, MappingNode.Entry> own = new LinkedHashMap<>();
        List<MappingNode> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Position key = position(tuple.getKeyNode());
            String name = keyText(tuple.getKeyNode());
            if (name.equals(MERGE)) {
                merge(convert(tuple.getValueNode()), merged);
                continue;
            }
            MappingNode.Entry earlier = own.get(name);
            if (earlier != null) {
                throw new ConfigException(key, "the key \"" + name + "\" is there twice; first at " + earlier.key());
            }
            own.put(name, new MappingNode.Entry(key, convert(tuple.getValueNode())));
        }
        for (MappingNode source : merged) {
            source.entries().forEach(own::putIfAbsent);
        }
        return new MappingNode(own, position(node));
    }

    private String keyText(Node key) {
        if (key instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ConfigException(position(key), "a key must be a single word or text");
    }

    private static void merge(ConfigNode value, List<MappingNode> merged) {
        if (value instanceof MappingNode mapping) {
            merged.add(mapping);
        } else if (value instanceof SequenceNode sequence) {
            sequence.items().forEach(item -> merge(item, merged));
        } else {
            throw new ConfigException(value.position(), "\"<<\" merges a mapping, as in \"<<: *anchor\"");
        }
    }

    private Position position(Node node) {
        return node.getStartMark().map(mark -> position(file, mark)).orElse(new Position(file, 0, 0));
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
