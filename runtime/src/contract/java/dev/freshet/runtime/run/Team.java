package dev.freshet.runtime.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What processes share that work on the same data: a state, a directory with the data, and files beside it that no part
 * of Freshet knows.
 *
 * @param root the directory with everything but the state
 * @param place where the state is
 * @param work what there is to do
 */
public record Team(Path root, Place place, Work work) {
    /** As many nodes can run at a time. */
    static final int WIDTH = 16;

    private static final String CREDENTIALS = "credentials.";

    /**
     * A state.
     *
     * @param state a directory or a URL
     * @param credentials what {@code credentials.yml} says of it; empty if it needs none
     */
    public record Place(String state, SortedMap<String, String> credentials) {}

    /**
     * What there is to do.
     *
     * @param nodes how many nodes there are
     * @param millis how long a node works
     * @param deadAfter after how many seconds without a heartbeat a run is dead to others
     * @param output the catalog entry of what a node makes; {@code %s} stands for the dataset's name
     */
    public record Work(int nodes, int millis, int deadAfter, String output) {
        /** Nodes that store a text each in the shared directory. */
        public static Work texts(int nodes, int millis, int deadAfter) {
            return new Work(nodes, millis, deadAfter, "{type: text, path: data/%s.txt}");
        }
    }

    /** A new team, whose input is there. */
    public static Team create(Path root, Place place, Work work) throws IOException {
        Team team = new Team(root, place, work);
        Properties properties = new Properties();
        properties.setProperty("state", place.state());
        place.credentials().forEach((key, value) -> properties.setProperty(CREDENTIALS + key, value));
        properties.setProperty("nodes", Integer.toString(work.nodes()));
        properties.setProperty("millis", Integer.toString(work.millis()));
        properties.setProperty("deadAfter", Integer.toString(work.deadAfter()));
        properties.setProperty("output", work.output());
        StringBuilder lines = new StringBuilder();
        properties.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(root.resolve("team"), lines);
        Files.createDirectories(team.data());
        team.give("raw");
        Files.createFile(team.begin());
        return team;
    }

    /** The team of a directory. */
    static Team of(Path root) throws IOException {
        SortedMap<String, String> words = new TreeMap<>();
        for (String line : Files.readAllLines(root.resolve("team"))) {
            words.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        SortedMap<String, String> credentials = new TreeMap<>();
        words.forEach((key, value) -> {
            if (key.startsWith(CREDENTIALS)) {
                credentials.put(key.substring(CREDENTIALS.length()), value);
            }
        });
        return new Team(
                root,
                new Place(String.valueOf(words.get("state")), credentials),
                new Work(
                        Integer.parseInt(words.get("nodes")),
                        Integer.parseInt(words.get("millis")),
                        Integer.parseInt(words.get("deadAfter")),
                        String.valueOf(words.get("output"))));
    }

    /** Sets the content of what the first nodes read. */
    public void give(String raw) throws IOException {
        Files.writeString(root.resolve("raw.txt"), raw);
    }

    public Path data() {
        return root.resolve("data");
    }

    /** The runs of nodes, as they note them themselves. */
    public Path audit() {
        return root.resolve("audit");
    }

    /** The entries of the log that the state acknowledged to processes. */
    public Path acknowledged() {
        return root.resolve("acknowledged");
    }

    /** While it exists, processes begin. */
    Path begin() {
        return root.resolve("begin");
    }

    /** Once it exists, processes that wait at a point go on. */
    public Path goOn() {
        return root.resolve("go on");
    }

    /** A checkout of this team, which is made if it does not exist. */
    public Path checkout(String name) throws IOException {
        return checkout(
                name, "\"" + place.state() + '"' + (place.credentials().isEmpty() ? "" : ", credentials: team"));
    }

    /** The same for a process that notes what the state acknowledges. */
    Path notingCheckout(String name) throws IOException {
        return checkout(name, AcknowledgingProvider.URL);
    }

    private Path checkout(String name, String state) throws IOException {
        Path project = root.resolve(name);
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder("raw: {type: text, path: " + root.resolve("raw.txt") + "}\n");
        for (int node = 0; node < work.nodes(); node++) {
            String dataset = "d" + node;
            catalog.append(dataset + ": "
                    + work.output().replace("%s", dataset).replace("path: data/", "path: " + data() + "/") + "\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        String credentials = place.credentials().entrySet().stream()
                .map(entry -> "  " + entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
        Files.writeString(base.resolve("credentials.yml"), credentials.isEmpty() ? "" : "team:\n" + credentials);
        Files.writeString(
                base.resolve("run.yml"),
                "state: {path: " + state + ", dead_after: " + work.deadAfter() + "}\nshared_paths: [" + root + "]\n");
        return project;
    }

    /** Each node makes one dataset, of the one that the node {@link #WIDTH} before it made. */
    String graph() {
        StringBuilder graph = new StringBuilder();
        for (int node = 0; node < work.nodes(); node++) {
            String input = node < WIDTH ? "raw" : "d" + (node - WIDTH);
            graph.append("n" + node + " = P.n" + node + "(" + input + ") -> d" + node + "\n");
        }
        return graph.toString();
    }

    /** What a node makes. */
    static String made(String input, int node) {
        return (input.length() > 500 ? Integer.toString(input.hashCode()) : input) + "." + node;
    }

    /** What all nodes make of an input. */
    List<String> made(String raw) {
        String[] made = new String[work.nodes()];
        for (int node = 0; node < made.length; node++) {
            made[node] = made(node < WIDTH ? raw : made[node - WIDTH], node);
        }
        return List.of(made);
    }

    /** Appends a text in one write, as the operating system does it for processes that append to one file. */
    static void append(Path file, String text) {
        try {
            Files.write(
                    file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
