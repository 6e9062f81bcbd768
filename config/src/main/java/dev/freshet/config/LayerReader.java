package dev.freshet.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files of {@code base} and of one environment, and collects their problems. */
final class LayerReader {
    private static final String BASE = "base";

    private final Path project;
    private final Path directory;
    private final String environment;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** @param directory the configuration directory, absolute, inside {@code project} */
    LayerReader(Path project, Path directory, String environment) {
        this.project = project;
        this.directory = directory;
        this.environment = environment;
        requireEnvironment();
    }

    /** Returns the problems of all files read so far. */
    List<ConfigProblem> problems() {
        return problems;
    }

    /**
     * Returns the keys of {@code base} and of the environment; a key of the environment replaces the whole value of
     * {@code base}.
     */
    MappingNode replaced(String kind) {
        return Layers.replace(layer(BASE, kind), layer(environment, kind));
    }

    /** Returns the values of {@code base} and of the environment, merged key by key. */
    MappingNode merged(String kind) {
        return Layers.merge(layer(BASE, kind), layer(environment, kind));
    }

    private MappingNode layer(String layer, String kind) {
        Path layerDirectory = directory.resolve(layer);
        Position place = new Position(shown(layerDirectory.resolve(kind + ".yml")), 0, 0);
        List<SourceText> sources = new ArrayList<>();
        int before = problems.size();
        try {
            for (Path file : ConfigFiles.in(layerDirectory, kind, shown(layerDirectory))) {
                read(file).ifPresent(sources::add);
            }
            MappingNode union = Layers.union(sources);
            if (!sources.isEmpty()) {
                return union;
            }
        } catch (ConfigException e) {
            List<ConfigProblem> found =
                    kind.equals("credentials") ? CredentialProblems.unquoted(e.problems()) : e.problems();
            found.stream()
                    .filter(problem -> !problems.subList(0, before).contains(problem))
                    .forEach(problems::add);
        }
        return new MappingNode(Map.of(), place);
    }

    private Optional<SourceText> read(Path file) {
        try {
            return Optional.of(SourceText.read(shown(file), file));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private String shown(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }

    private void requireEnvironment() {
        List<String> existing = environments();
        if (existing.contains(environment) || environment.equals(Configuration.DEFAULT_ENVIRONMENT)) {
            return;
        }
        String hint = NearestName.of(environment, existing)
                .map(near -> "did you mean \"" + near + "\"? ")
                .orElse("");
        String all = switch (existing.size()) {
            case 0 -> "there is none";
            case 1 -> "there is only " + existing.get(0);
            default -> "there are " + String.join(", ", existing);
        };
        throw new ConfigException(
                Position.of(shown(directory)), "no environment \"" + environment + "\"; " + hint + all);
    }

    private List<String> environments() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(Position.of(shown(directory)), SourceText.reason(e, directory));
        }
    }
}
