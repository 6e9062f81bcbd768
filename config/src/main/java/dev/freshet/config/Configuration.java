package dev.freshet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project's configuration: {@code base} and one environment over it, each with files named {@code catalog*.yml},
 * {@code parameters*.yml} and {@code credentials*.yml}. As in Kedro, a key of the environment replaces the base's value of
 * the catalog and the credentials; parameters are merged key by key.
 */
public final class Configuration {
    /** The environment that is used unless another is named; it need not exist. */
    public static final String DEFAULT_ENVIRONMENT = "local";

    private static final String BASE = "base";

    private final Path projectDirectory;
    private final MappingNode catalog;
    private final MappingNode parameters;
    private final MappingNode credentials;

    private Configuration(Path projectDirectory, MappingNode catalog, MappingNode parameters, MappingNode credentials) {
        this.projectDirectory = projectDirectory;
        this.catalog = catalog;
        this.parameters = parameters;
        this.credentials = credentials;
    }

    /**
     * Reads a configuration.
     *
     * @param directory the directory that holds {@code base} and the environments, usually {@code conf}
     * @param environment the environment over {@code base}
     * @param runtimeParameters values by dotted path that replace those of the files, such as {@code split.ratio=0.8}
     * @throws ConfigException naming all problems that were found
     */
    public static Configuration load(Path directory, String environment, Map<String, String> runtimeParameters) {
        return load(directory, environment, runtimeParameters, System.getenv());
    }

    static Configuration load(
            Path directory, String environment, Map<String, String> runtimeParameters, Map<String, String> variables) {
        if (!Files.isDirectory(directory)) {
            throw new ConfigException(
                    new Position(directory.toString(), 0, 0), "there is no such configuration directory");
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path project = absolute.getParent() == null ? absolute : absolute.getParent();
        requireEnvironment(directory, environment);
        Reader reader = new Reader(project, absolute, environment);
        MappingNode parameters = withRuntime(
                Layers.merge(reader.layer(BASE, "parameters"), reader.layer(environment, "parameters")),
                runtimeParameters);
        Interpolation interpolation = new Interpolation(parameters, variables, runtimeParameters);
        return new Configuration(
                project,
                interpolation.resolve(reader.replaced("catalog")),
                interpolation.resolve(parameters),
                interpolation.resolve(reader.replaced("credentials")));
    }

    private static void requireEnvironment(Path directory, String environment) {
        if (environment.equals(DEFAULT_ENVIRONMENT) || Files.isDirectory(directory.resolve(environment))) {
            return;
        }
        List<String> existing = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .forEach(existing::add);
        } catch (IOException e) {
            throw new ConfigException(new Position(directory.toString(), 0, 0), "cannot be read: " + e.getMessage());
        }
        String hint = NearestName.of(environment, existing)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("there are " + String.join(", ", existing));
        throw new ConfigException(
                new Position(directory.toString(), 0, 0), "no environment \"" + environment + "\"; " + hint);
    }

    private static MappingNode withRuntime(MappingNode parameters, Map<String, String> runtime) {
        MappingNode result = parameters;
        for (Map.Entry<String, String> entry : runtime.entrySet()) {
            Position position = new Position("--params " + entry.getKey(), 0, 0);
            ConfigNode value = Scalars.plain(entry.getValue(), position);
            String[] words = entry.getKey().split("\\.");
            for (int i = words.length - 1; i > 0; i--) {
                value = new MappingNode(Map.of(words[i], new MappingNode.Entry(position, value)), position);
            }
            Map<String, MappingNode.Entry> top = new LinkedHashMap<>();
            top.put(words[0], new MappingNode.Entry(position, value));
            result = Layers.merge(result, new MappingNode(top, position));
        }
        return result;
    }

    /** The directory that relative paths of the catalog start from: the one that holds the configuration directory. */
    public Path projectDirectory() {
        return projectDirectory;
    }

    /** The datasets by name; keys that begin with an underscore only hold anchors. */
    public MappingNode catalog() {
        return catalog;
    }

    /** The parameters. */
    public MappingNode parameters() {
        return parameters;
    }

    /** The credentials by name; never to be printed. */
    public MappingNode credentials() {
        return credentials;
    }

    /** Reads the files of one kind in one environment. */
    private record Reader(Path project, Path conf, String environment) {
        MappingNode replaced(String kind) {
            return Layers.replace(layer(BASE, kind), layer(environment, kind));
        }

        MappingNode layer(String layer, String kind) {
            return Layers.union(ConfigFiles.in(conf.resolve(layer), kind).stream()
                    .map(file ->
                            SourceText.read(project.relativize(file).toString().replace('\\', '/'), file))
                    .toList());
        }
    }
}
