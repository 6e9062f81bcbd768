package dev.freshet.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A project's configuration: {@code base} and one environment over it, each with files named {@code catalog*.yml},
 * {@code parameters*.yml}, {@code credentials*.yml} and {@code run.yml}. As in Kedro, a key of the environment replaces the base's value of
 * the catalog and the credentials; parameters and settings of runs are merged key by key.
 */
public final class Configuration {
    /** The environment that is used unless another is named; it need not exist. */
    public static final String DEFAULT_ENVIRONMENT = "local";

    private final Path projectDirectory;
    private final MappingNode catalog;
    private final MappingNode parameters;
    private final MappingNode runSettings;
    private final MappingNode rawCredentials;
    private final Inputs inputs;
    private final boolean usesVariables;
    private final Set<String> additions;

    /** What references are resolved against. */
    private record Inputs(
            MappingNode parameters, Map<String, String> variables, Map<String, String> runtime, Wording wording) {
        Interpolation interpolation() {
            return new Interpolation(parameters, variables, runtime, wording);
        }
    }

    private Configuration(
            Path projectDirectory,
            MappingNode catalog,
            MappingNode parameters,
            MappingNode runSettings,
            MappingNode rawCredentials,
            Inputs inputs,
            boolean usesVariables,
            Set<String> additions) {
        this.projectDirectory = projectDirectory;
        this.catalog = catalog;
        this.parameters = parameters;
        this.runSettings = runSettings;
        this.rawCredentials = rawCredentials;
        this.inputs = inputs;
        this.usesVariables = usesVariables;
        this.additions = additions;
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
        return load(directory, environment, runtimeParameters, Wording.JAVA);
    }

    /**
     * Reads a configuration.
     *
     * @param wording how messages name what can be done
     * @throws ConfigException naming all problems that were found
     */
    public static Configuration load(
            Path directory, String environment, Map<String, String> runtimeParameters, Wording wording) {
        return load(directory, environment, runtimeParameters, System.getenv(), wording);
    }

    static Configuration load(
            Path directory,
            String environment,
            Map<String, String> runtimeParameters,
            Map<String, String> variables,
            Wording wording) {
        if (!Files.isDirectory(directory)) {
            String reason =
                    Files.exists(directory) ? "a directory is expected, but this is a file" : "no such directory";
            throw new ConfigException(new Position(directory.toString(), 0, 0), reason);
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path project = absolute.getParent() == null ? absolute : absolute.getParent();
        LayerReader reader = new LayerReader(project, absolute, environment);
        MappingNode files = reader.merged("parameters");
        MappingNode catalog = reader.replaced("catalog");
        MappingNode credentials = reader.replaced("credentials");
        MappingNode runs = reader.merged("run");
        require(reader.problems());
        Inputs inputs = new Inputs(
                RuntimeParameters.over(files, runtimeParameters, wording),
                variables,
                Map.copyOf(runtimeParameters),
                wording);
        Interpolation interpolation = inputs.interpolation();
        MappingNode parameters = interpolation.resolve(inputs.parameters());
        MappingNode datasets = interpolation.resolve(catalog);
        MappingNode runSettings = interpolation.resolve(runs);
        require(interpolation.problems());
        return new Configuration(
                project,
                datasets,
                parameters,
                runSettings,
                credentials,
                inputs,
                interpolation.usesVariables(),
                additions(inputs, files, interpolation, credentials));
    }

    private static Set<String> additions(
            Inputs inputs, MappingNode files, Interpolation used, MappingNode credentials) {
        Set<String> additions = new TreeSet<>();
        if (!inputs.runtime().isEmpty()) {
            Interpolation secrets = inputs.interpolation();
            secrets.resolve(credentials);
            for (String path : inputs.runtime().keySet()) {
                if (Paths.find(files, path).isEmpty() && !used.asksFor(path) && !secrets.asksFor(path)) {
                    additions.add(path);
                }
            }
        }
        return additions;
    }

    private static void require(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** The directory that relative paths of the catalog start from: the one that holds the configuration directory. */
    public Path projectDirectory() {
        return projectDirectory;
    }

    /** How messages name what can be done. */
    public Wording wording() {
        return inputs.wording();
    }

    /** Whether a value of the catalog or of the parameters was taken from an environment variable. */
    public boolean usesVariables() {
        return usesVariables;
    }

    /** The datasets by name; keys that begin with an underscore only hold anchors. */
    public MappingNode catalog() {
        return catalog;
    }

    /** The parameters. */
    public MappingNode parameters() {
        return parameters;
    }

    /** The paths of parameters that were given for the run, but that no file has and no reference asks for. */
    public Set<String> additions() {
        return Collections.unmodifiableSet(additions);
    }

    /** What {@code run.yml} says of how runs go about their nodes. */
    public MappingNode runSettings() {
        return runSettings;
    }

    /**
     * The credentials by name, all values secret. References in them are resolved only now, so that a machine without the
     * variables can run what needs no credentials; those that lead nowhere are left as they are written.
     */
    public MappingNode credentials() {
        return Secrets.hide(inputs.interpolation().resolve(rawCredentials));
    }

    /**
     * One group of credentials, all values secret.
     *
     * @throws ConfigException if there is none of that name, or a reference in it leads nowhere
     */
    public ConfigNode credentials(String name) {
        MappingNode.Entry entry = rawCredentials.entries().get(name);
        if (entry == null) {
            String hint = NearestName.of(name, rawCredentials.keys())
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("add them to credentials.yml");
            throw new ConfigException(rawCredentials.position(), "no credentials named \"" + name + "\"; " + hint);
        }
        Interpolation interpolation = inputs.interpolation();
        MappingNode resolved = interpolation.resolve(new MappingNode(Map.of(name, entry), entry.key()));
        require(interpolation.problems());
        return Secrets.hide(resolved).get(name).orElseThrow();
    }
}
