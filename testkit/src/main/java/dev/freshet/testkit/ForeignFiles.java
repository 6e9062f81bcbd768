package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that other tools have written. Beside each is a JSON file by the same tool: its name and version, the name of
 * the record to read, options, and the values that the tool reads from the file. The JSON file of {@code a.csv} is
 * {@code a.csv.told} or {@code a.json}.
 *
 * <pre>{@code
 * {"tool": "DuckDB v2.0.0", "record": "Moments", "options": "", "rows": [{"day": "2024-02-29"}]}
 * }</pre>
 */
public final class ForeignFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private final String type;
    private final Path directory;
    private final Map<String, Class<?>> records;

    /**
     * Creates the tests of a directory.
     *
     * @param type the name of the dataset type, which is also the suffix of the files
     * @param records the records by the names that the JSON files give
     */
    public ForeignFiles(String type, Path directory, Map<String, Class<?>> records) {
        this.type = type;
        this.directory = directory;
        this.records = records;
    }

    /** Returns a test for each file that names a record: the values that Freshet reads equal those of the tool. */
    public Stream<DynamicTest> tests(Path scratch, String ending) throws IOException {
        List<Path> read = new ArrayList<>();
        for (Path file : files(ending)) {
            if (!ofFile(file).path("record").asString("").isEmpty()) {
                read.add(file);
            }
        }
        return read.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file, scratch)));
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith("." + ending))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Checks that the output of {@code catalog infer} for each file compiles and reads the values of the file's tool.
     * Leaves out files that need options.
     *
     * @return the number of files
     */
    public int requireInferred(Path scratch, String ending) throws IOException {
        InferredFiles inferred = new InferredFiles(scratch);
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        for (Path file : files(ending)) {
            JsonNode told = ofFile(file);
            if (told.path("options").asString("").isEmpty()) {
                inferred.add(file.getFileName().toString(), Files.readAllBytes(file));
                rows.put(file.getFileName().toString(), told.get("rows"));
            }
        }
        Map<String, List<Object>> read = inferred.rows();
        rows.forEach((name, told) -> requireSame(told, read.getOrDefault(name, List.of()), name));
        return rows.size();
    }

    private static void requireSame(JsonNode told, List<Object> read, String name) {
        assertThat(read).as("rows of %s", name).hasSize(told.size());
        for (int i = 0; i < read.size(); i++) {
            Told.requireSame(told.get(i), read.get(i), name + " row " + (i + 1));
        }
    }

    private void check(Path file, Path scratch) throws IOException {
        String name = file.getFileName().toString();
        JsonNode told = ofFile(file);
        Class<?> record = records.get(told.get("record").asString());
        if (record == null) {
            throw new AssertionError("no record " + told.get("record"));
        }
        Project project = new Project(scratch);
        String options = told.path("options").asString("");
        Dataset<Object> dataset = project.dataset(type, name, options, GenericTypes.parameterized(List.class, record));
        project.write(name, Files.readAllBytes(file));
        Iterable<?> rows = (Iterable<?>) dataset.load();
        List<Object> read = new ArrayList<>();
        rows.forEach(read::add);
        requireSame(told.get("rows"), read, name);
    }

    private JsonNode ofFile(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path beside = directory.resolve(name + ".told");
        Path told =
                Files.exists(beside) ? beside : directory.resolve(name.substring(0, name.lastIndexOf('.')) + ".json");
        try {
            return JSON.readTree(Files.readString(told));
        } catch (JacksonException e) {
            throw new IOException(told + " is not JSON", e);
        }
    }
}
