package dev.freshet.runtime.run.session;

import dev.freshet.dataset.Private;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reports of the runs of this checkout, one JSON file each. */
final class RunFiles {
    private static final String ENDING = ".json";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final TypeReference<Map<String, Object>> REPORT = new TypeReference<>() {};

    private final Path directory;

    /** @param state the directory of the state of this checkout */
    RunFiles(Path state) {
        directory = state.resolve("runs");
    }

    /** Writes a report, and deletes the oldest ones beyond the number that is kept. */
    void write(String runId, Map<String, Object> report, int kept) throws IOException {
        Private.createDirectories(directory);
        Path file = directory.resolve(runId + ENDING);
        try {
            Private.write(file, MAPPER.writeValueAsString(report) + "\n");
        } catch (IOException e) {
            // Half a report is none.
            Files.deleteIfExists(file);
            throw e;
        }
        for (Path old : newestFirst().stream().skip(kept).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** Reads the newest reports, the newest first. A file that cannot be read is left out. */
    List<Map<String, Object>> newest(int most) {
        List<Map<String, Object>> reports = new ArrayList<>();
        for (Path file : newestFirst()) {
            if (reports.size() < most) {
                read(file).ifPresent(reports::add);
            }
        }
        return reports;
    }

    /** Reads the newest report that is wanted. */
    Optional<Map<String, Object>> newest(Predicate<Map<String, Object>> isWanted) {
        return wanted(isWanted).findFirst();
    }

    /** Reads the reports that are wanted one after the other, the newest first. */
    Stream<Map<String, Object>> wanted(Predicate<Map<String, Object>> isWanted) {
        return newestFirst().stream().flatMap(file -> read(file).stream()).filter(isWanted);
    }

    /** Reads the reports of the runs whose ids begin with a text. */
    List<Map<String, Object>> beginningWith(String id) {
        return newestFirst().stream()
                .filter(file -> file.getFileName().toString().startsWith(id))
                .flatMap(file -> read(file).stream())
                .toList();
    }

    /** Reads the report of a run. */
    Optional<Map<String, Object>> named(String id) {
        Path file = directory.resolve(id + ENDING);
        return directory.equals(file.getParent()) && Files.isRegularFile(file) ? read(file) : Optional.empty();
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Map<String, Object>> read(Path file) {
        try {
            return Optional.of(MAPPER.readValue(file, REPORT));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
