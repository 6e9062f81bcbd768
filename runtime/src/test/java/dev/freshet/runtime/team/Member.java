package dev.freshet.runtime.team;

import dev.freshet.runtime.team.TeamGraph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Somebody of the team, with a checkout, code, parameters and files. */
final class Member {
    static final List<String> ENVIRONMENTS = List.of("local", "other");
    static final String ABSENT = "absent";
    /** How many contents an input, and how many versions the code of a node has. */
    static final int VARIANTS = 3;

    /** Where the outputs of nodes are. */
    enum Data {
        IN_CHECKOUT,
        IN_OWN_DIRECTORY,
        SHARED
    }

    /** What the cache of results is used for. */
    enum Cache {
        NONE,
        READ,
        WRITE
    }

    final String name;
    final Data data;
    final Cache cache;
    final Path project;
    private final TeamGraph graph;
    private final Path root;
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Map<String, Integer>> parameters = new HashMap<>();

    Member(String name, TeamGraph graph, Path root, Random random) {
        this.name = name;
        this.graph = graph;
        this.root = root;
        project = root.resolve(name);
        data = Data.values()[Math.min(2, random.nextInt(5))];
        cache = Cache.values()[random.nextInt(3)];
        ENVIRONMENTS.forEach(each -> parameters.put(each, new TreeMap<>(Map.of("p0", 0, "p1", 0))));
    }

    /** Two people with shared files get in each other's way. */
    boolean sharesFiles() {
        return data == Data.SHARED;
    }

    int version(Node node) {
        return versions.getOrDefault(node.name(), 0);
    }

    void setVersion(Node node, int version) {
        versions.put(node.name(), version);
    }

    void setParameter(String environment, String parameter, int value) throws IOException {
        parameters.get(environment).put(parameter, value);
        writeParameters(environment);
    }

    /** Has the code and the parameters of somebody else from now on. */
    void pull(Member other) throws IOException {
        versions.clear();
        versions.putAll(other.versions);
        for (String environment : ENVIRONMENTS) {
            parameters.put(environment, new TreeMap<>(other.parameters.get(environment)));
            writeParameters(environment);
        }
    }

    List<String> values(Node node, String environment) {
        return node.parameters().stream()
                .map(parameter -> Integer.toString(parameters.get(environment).get(parameter)))
                .toList();
    }

    /** Every other dataset is stored elsewhere in the other environment. */
    private static boolean isMoved(String dataset, String environment) {
        return environment.equals("other") && dataset.hashCode() % 2 == 0 && !TeamGraph.RAW.contains(dataset);
    }

    private String directory() {
        return switch (data) {
            case IN_CHECKOUT -> "data";
            case IN_OWN_DIRECTORY -> root.resolve("data of " + name).toString();
            case SHARED -> root.resolve("shared").toString();
        };
    }

    private String path(String dataset, String environment) {
        return directory() + "/" + (isMoved(dataset, environment) ? "other-" : "") + dataset + ".txt";
    }

    /** Where a dataset is. */
    Path file(String dataset, String environment) {
        return project.resolve(path(dataset, environment));
    }

    String read(String dataset, String environment) {
        try {
            return Files.readString(file(dataset, environment));
        } catch (NoSuchFileException e) {
            return ABSENT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String dataset, String environment, String text) throws IOException {
        Files.createDirectories(file(dataset, environment).getParent());
        Files.writeString(file(dataset, environment), text);
    }

    /** What is in the files of all stored datasets. */
    Map<String, String> files(String environment) {
        Map<String, String> files = new TreeMap<>();
        TeamGraph.RAW.forEach(dataset -> files.put(dataset, read(dataset, environment)));
        graph.stored().forEach(dataset -> files.put(dataset, read(dataset, environment)));
        return files;
    }

    /** Names all places of a node's outputs; of one that stores nothing, the node where it runs. */
    String slot(Node node, String environment) {
        return node.isStored()
                ? node.outputs().stream()
                        .map(output -> file(output, environment).toString())
                        .sorted()
                        .toList()
                        .toString()
                : name + " " + environment + " " + node.name();
    }

    void writeConfiguration(String state) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Path other = Files.createDirectories(project.resolve("conf/other"));
        Files.writeString(base.resolve("catalog.yml"), catalog("local"));
        Files.writeString(other.resolve("catalog.yml"), catalog("other"));
        String settings = "state: {path: \"" + state + "/" + name + "\", dead_after: 1}\nshared_paths: [\""
                + root.resolve("shared") + "\"]\n";
        String shared = "cache: {path: \"" + root.resolve("cache") + "\", write: " + (cache == Cache.WRITE)
                + ", unsigned: accept}\n";
        Files.writeString(base.resolve("run.yml"), settings + (cache == Cache.NONE ? "" : shared));
        for (String environment : ENVIRONMENTS) {
            writeParameters(environment);
        }
    }

    private String catalog(String environment) {
        StringBuilder catalog = new StringBuilder();
        files(environment)
                .keySet()
                .forEach(dataset -> catalog.append(dataset)
                        .append(": {type: text, path: \"")
                        .append(path(dataset, environment))
                        .append("\"}\n"));
        return catalog.toString();
    }

    private void writeParameters(String environment) throws IOException {
        StringBuilder text = new StringBuilder();
        parameters.get(environment).forEach((name, value) -> text.append(name + ": " + value + "\n"));
        String directory = environment.equals("local") ? "conf/base" : "conf/other";
        Files.writeString(project.resolve(directory).resolve("parameters.yml"), text);
    }

    @Override
    public String toString() {
        return name + " (" + data + ", cache " + cache + ")";
    }
}
