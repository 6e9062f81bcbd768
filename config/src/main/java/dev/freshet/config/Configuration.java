package dev.freshet.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A project's configuration: the directory {@code base} and one environment that overrides it. Both hold files named
 * {@code catalog*.yml}, {@code parameters*.yml}, {@code credentials*.yml} and {@code run.yml}. As in Kedro, a catalog
 * entry or a group of credentials of the environment replaces the one of {@code base}; parameters and run settings are
 * merged key by key.
 */
public final class Configuration {
    /** The default environment; its directory does not have to exist. */
    public static final String DEFAULT_ENVIRONMENT = "local";

    private final Path projectDirectory;
    private final Path directory;
    private final String environment;
    private final MappingNode catalog;
    private final MappingNode parameters;
    private final MappingNode runSettings;
    private final MappingNode rawCredentials;
    private final Inputs inputs;
    private final Set<String> variables;
    private final Set<String> additions;

    /** The values that references can refer to. */
    private record Inputs(
            MappingNode parameters, Map<String, String> variables, Map<String, String> runtime, Wording wording) {
        Interpolation interpolation() {
            return new Interpolation(parameters, variables, runtime, wording);
        }
    }

    private Configuration(
            Path projectDirectory,
            Path directory,
            String environment,
            MappingNode catalog,
            MappingNode parameters,
            MappingNode runSettings,
            MappingNode rawCredentials,
            Inputs inputs,
            Set<String> variables,
            Set<String> additions) {
        this.projectDirectory = projectDirectory;
        this.directory = directory;
        this.environment = environment;
        this.catalog = catalog;
        this.parameters = parameters;
        this.runSettings = runSettings;
        this.rawCredentials = rawCredentials;
        this.inputs = inputs;
        this.variables = variables;
        this.additions = additions;
    }

    /**
     * Reads a configuration.
     *
     * @param directory the directory that holds {@code base} and the environments, usually {@code conf}
     * @param environment the environment that overrides {@code base}
     * @param runtimeParameters values by dotted path that override the files' parameters, such as
     *     {@code split.ratio=0.8}
     * @throws ConfigException if the configuration has mistakes; it lists all of them
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
        requireDirectory(directory);
        Path absolute = directory.toAbsolutePath().normalize();
        Path project = absolute.getParent() == null ? absolute : absolute.getParent();
        LayerReader reader = new LayerReader(project, absolute, environment);
        MappingNode written = reader.merged("parameters");
        MappingNode catalog = reader.replaced("catalog");
        MappingNode credentials = reader.replaced("credentials");
        MappingNode runs = reader.merged("run");
        require(reader.problems());
        MappingNode files = SecretParameters.marked(written, runs, runtimeParameters);
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
                absolute,
                environment,
                datasets,
                parameters,
                runSettings,
                credentials,
                inputs,
                interpolation.variables(),
                additions(inputs, files, interpolation, credentials));
    }

    private static void requireDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            String reason =
                    Files.exists(directory) ? "a directory is expected, but this is a file" : "no such directory";
            throw new ConfigException(Position.of(directory.toString()), reason);
        }
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

    /** Returns the directory that relative catalog paths start from: the parent of the configuration directory. */
    public Path projectDirectory() {
        return projectDirectory;
    }

    /** Returns how messages name what can be done. */
    public Wording wording() {
        return inputs.wording();
    }

    /** Returns whether the catalog or the parameters use an environment variable. */
    public boolean usesVariables() {
        return !variables.isEmpty();
    }

    /** Returns the environment variables that the configuration refers to, credentials included, sorted. */
    public SortedSet<String> variables() {
        SortedSet<String> all = new TreeSet<>(variables);
        Interpolation used = inputs.interpolation();
        used.resolve(rawCredentials);
        all.addAll(used.variables());
        return all;
    }

    /** Returns the catalog entries by dataset name. Keys that begin with an underscore hold anchors only. */
    public MappingNode catalog() {
        return catalog;
    }

    /** Returns the parameters, including those given for the run. */
    public MappingNode parameters() {
        return parameters;
    }

    /**
     * Returns the paths of the parameters that were given for the run, but that no file contains and no reference uses.
     */
    public Set<String> additions() {
        return Collections.unmodifiableSet(additions);
    }

    /** Returns the run settings, from {@code run.yml}. */
    public MappingNode runSettings() {
        return runSettings;
    }

    /**
     * Returns the settings of an extension, from the files of that name of {@code base} and of the environment.
     *
     * @param name such as {@code spark}, for {@code spark.yml}
     * @throws ConfigException if the files have mistakes; it lists all of them
     */
    public MappingNode settings(String name) {
        LayerReader reader = new LayerReader(projectDirectory, directory, environment);
        MappingNode written = reader.merged(name);
        require(reader.problems());
        Interpolation interpolation = inputs.interpolation();
        MappingNode resolved = interpolation.resolve(written);
        require(interpolation.problems());
        return resolved;
    }

    /**
     * Returns the credentials by name, with all values marked as secret. This method resolves the references in them,
     * so that a machine without the environment variables can run what needs no credentials. A reference that cannot be
     * resolved stays as it is written.
     */
    public MappingNode credentials() {
        return Secrets.known(inputs.interpolation().resolve(rawCredentials));
    }

    /**
     * Returns one group of credentials, with all values marked as secret.
     *
     * @throws ConfigException if no group has that name, or a reference in it cannot be resolved
     */
    public ConfigNode credentials(String name) {
        MappingNode.Entry entry = rawCredentials.entries().get(name);
        if (entry == null) {
            String hint = NearestName.hint(name, rawCredentials.keys(), "add them to credentials.yml");
            throw new ConfigException(rawCredentials.position(), "no credentials named \"" + name + "\"; " + hint);
        }
        Interpolation interpolation = inputs.interpolation();
        MappingNode resolved = interpolation.resolve(new MappingNode(Map.of(name, entry), entry.key()));
        require(CredentialProblems.unquoted(interpolation.problems()));
        return Secrets.known(resolved).get(name).orElseThrow();
    }
}
