package dev.freshet.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** Parses YAML 1.2 with the position of every key and value. The merge key ({@code <<}) of YAML 1.1 also works. */
public final class Yaml {
    /**
     * The limit on characters in one file. The engine's own limit of three million is too low for generated catalogs.
     */
    private static final int MOST_CHARACTERS = 100_000_000;

    private static final Schema WITHOUT_MERGE = new CoreSchema() {
        private final ScalarResolver resolver = new CoreScalarResolver(false);

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    };

    private Yaml() {}

    /**
     * Parses a text whose top level is a mapping; an empty text is an empty mapping.
     *
     * @param file the file as the user would name it
     * @throws ConfigException if the text is not YAML of that form
     */
    public static MappingNode parse(String file, String text) {
        return parse(new SourceText(file, text));
    }

    /**
     * Parses a file whose top level is a mapping; an empty file is an empty mapping.
     *
     * @throws ConfigException if the text is not YAML of that form
     */
    public static MappingNode parse(SourceText source) {
        Position start = new Position(source.name(), 1, 1);
        return read(source, true).map(root -> topLevel(root, start)).orElse(new MappingNode(Map.of(), start));
    }

    /**
     * Reads a file that holds data: one value of any kind, without merge keys, by the core schema of YAML 1.2.
     *
     * @return empty if there is no value
     * @throws ConfigException if the text is not YAML of that form
     */
    public static Optional<ConfigNode> data(SourceText source) {
        return read(source, false);
    }

    private static Optional<ConfigNode> read(SourceText source, boolean mergesKeys) {
        try {
            LoadSettings settings = settings();
            StreamReader reader = new StreamReader(settings, new WholeCharacters(source.text()));
            Optional<Node> root = new Composer(settings, new ParserImpl(settings, reader)).getSingleNode();
            return root.map(node -> new YamlTree(source, mergesKeys).read(node));
        } catch (YamlEngineException e) {
            throw new ConfigException(List.of(YamlSyntax.problem(source, e)));
        } catch (StackOverflowError e) {
            throw new ConfigException(new Position(source.name(), 0, 0), "the values are nested more than 200 deep");
        }
    }

    private static LoadSettings settings() {
        // YamlTree itself applies merge keys and finds duplicate keys, illegal keys and excessive aliases, to report
        // them with their positions.
        return LoadSettings.builder()
                .setSchema(WITHOUT_MERGE)
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
    }

    private static MappingNode topLevel(ConfigNode node, Position start) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        if (node instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NULL) {
            return new MappingNode(Map.of(), start);
        }
        throw new ConfigException(node.position(), "the top level must have keys with values, as in \"key: value\"");
    }
}
