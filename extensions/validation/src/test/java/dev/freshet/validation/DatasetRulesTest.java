package dev.freshet.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.wiring.GenericTypes;
import jakarta.validation.Valid;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetRulesTest {
    record Day(String name, List<@Valid Flight> flights) {}

    @TempDir
    Path directory;

    private Project project;

    @BeforeEach
    void open() {
        project = new Project(directory);
    }

    private Dataset<List<Flight>> csv(String... lines) {
        return project.with("d.csv", lines).dataset("type: csv, path: d.csv", Project.FLIGHTS);
    }

    @Test
    void table_withOneViolation_isOneLine() {
        assertThat(Project.lines(csv(Project.csv(1))::load))
                .containsExactly(
                        "dataset \"d\" (d.csv:3): \"delay\": must be greater than or equal to -60 (it is -100)");
    }

    @Test
    void table_withViolations_namesTheLineOfEach() {
        Dataset<List<Flight>> dataset =
                csv("code,delay,origin,gate", "lh1,0,\"a\nb\",A1", "", "LH1,2000,\" \",", "LH1,0,FRA,A1234");
        assertThat(Project.lines(dataset::load))
                .containsExactly(
                        "dataset \"d\" (d.csv): 4 constraints are violated:",
                        "  d.csv:2: \"code\": must match \"[A-Z]{2}[0-9]+\" (it is \"lh1\")",
                        "  d.csv:5: \"delay\": must be less than or equal to 1440 (it is 2000)",
                        "  d.csv:5: \"origin\": must not be blank (it is \" \")",
                        "  d.csv:6: \"gate\": size must be between 0 and 3 (it is \"A1234\")");
    }

    @Test
    void table_withManyViolations_tellsTwenty_andCountsTheOthers() {
        List<String> lines = Project.lines(csv(Project.csv(332))::load);
        assertThat(lines).hasSize(22).startsWith("dataset \"d\" (d.csv): 332 constraints are violated:");
        assertThat(lines.get(20)).startsWith("  d.csv:22: ");
        assertThat(lines.get(21)).isEqualTo("  and 312 more");
    }

    @Test
    void table_withTwentyViolations_tellsAll() {
        assertThat(Project.lines(csv(Project.csv(20))::load)).hasSize(21).noneMatch(line -> line.contains("more"));
    }

    @Test
    void lines_nameTheLineOfEach() {
        String good = "{\"code\":\"LH1\",\"delay\":0,\"origin\":\"FRA\",\"gate\":null}";
        project.with("d.jsonl", good, "", good.replace("0", "-61"), good, good.replace("FRA", ""));
        assertThat(Project.lines(project.dataset("type: jsonl, path: d.jsonl", Project.FLIGHTS)::load))
                .containsExactly(
                        "dataset \"d\" (d.jsonl): 2 constraints are violated:",
                        "  d.jsonl:3: \"delay\": must be greater than or equal to -60 (it is -61)",
                        "  d.jsonl:5: \"origin\": must not be blank (it is \"\")");
    }

    @Test
    void value_namesThePathOfEach() {
        String good = "{\"code\":\"LH1\",\"delay\":0,\"origin\":\"FRA\",\"gate\":null}";
        List<String> flights = new ArrayList<>(Collections.nCopies(11, good));
        flights.set(2, good.replace("FRA", " "));
        flights.set(10, good.replace("0", "-61"));
        project.with("d.json", "{\"name\":\"Monday\",\"flights\":[" + String.join(",", flights) + "]}");
        assertThat(Project.lines(project.dataset("type: json, path: d.json", Day.class)::load))
                .containsExactly(
                        "dataset \"d\" (d.json): 2 constraints are violated:",
                        "  d.json: \"flights[2].origin\": must not be blank (it is \" \")",
                        "  d.json: \"flights[10].delay\": must be greater than or equal to -60 (it is -61)");
    }

    @Test
    void valuesInListsAndMaps_areChecked() {
        Type byName = GenericTypes.parameterized(Map.class, String.class, Project.list(Flight.class));
        Dataset<Object> dataset = project.dataset("type: json, path: d.json", byName);
        assertThat(Project.lines(() -> dataset.save(Map.of("north", List.of(Flight.of(0), Flight.of(-99))))))
                .containsExactly(
                        "dataset \"d\" (d.json): \"north[1].delay\": must be greater than or equal to -60 (it is -99)");
        Dataset<Object> array = project.dataset("type: json, path: d.json", Flight[].class);
        assertThat(Project.lines(() -> array.save(new Flight[] {Flight.of(-99)})))
                .containsExactly(
                        "dataset \"d\" (d.json): \"[0].delay\": must be greater than or equal to -60 (it is -99)");
    }

    @Test
    void stream_failsAtTheFirstViolation_afterTheRecordsBefore() {
        RecordDataset dataset = (RecordDataset) (Dataset<?>) csv(Project.csv(3));
        List<Object> read = new ArrayList<>();
        assertThat(Project.lines(() -> {
                    try (Stream<Object> records = dataset.stream()) {
                        records.forEach(read::add);
                    }
                }))
                .containsExactly(
                        "dataset \"d\" (d.csv:3): \"delay\": must be greater than or equal to -60 (it is -100)");
        assertThat(read).hasSize(1);
    }

    @Test
    void save_withViolations_namesTheRecords_andKeepsTheOldFile() {
        Dataset<List<Flight>> dataset = csv(Project.csv(0));
        String before = project.text("d.csv");
        assertThat(Project.lines(() -> dataset.save(List.of(Flight.of(0), Flight.of(-61), Flight.of(1441)))))
                .containsExactly(
                        "dataset \"d\" (d.csv): 2 constraints are violated:",
                        "  d.csv, record 2: \"delay\": must be greater than or equal to -60 (it is -61)",
                        "  d.csv, record 3: \"delay\": must be less than or equal to 1440 (it is 1441)");
        assertThat(project.text("d.csv")).isEqualTo(before);
    }

    @Test
    void saveOfAStream_failsAtTheFirstViolation_andMakesNoFile() {
        RecordDataset dataset = (RecordDataset) project.<Object>dataset("type: csv, path: d.csv", Project.FLIGHTS);
        assertThat(Project.lines(() -> {
                    try (RecordOutput output = dataset.replace()) {
                        output.write(Flight.of(0));
                        output.write(Flight.of(-61));
                    }
                }))
                .containsExactly(
                        "dataset \"d\" (d.csv, record 2): \"delay\": must be greater than or equal to -60 (it is -61)");
        assertThat(project.has("d.csv")).isFalse();
    }

    @Test
    void saveOfAValue_withViolation_makesNoFile() {
        Dataset<Day> dataset = project.dataset("type: json, path: d.json", Day.class);
        assertThat(Project.lines(() -> dataset.save(new Day("Monday", List.of(Flight.of(-61))))))
                .containsExactly(
                        "dataset \"d\" (d.json): \"flights[0].delay\": must be greater than or equal to -60 (it is -61)");
        assertThat(project.has("d.json")).isFalse();
    }

    @Test
    void part_withViolation_namesItsFile() {
        Type parts = GenericTypes.parameterized(Map.class, String.class, Project.FLIGHTS);
        project.with("d/north.csv", Project.csv(0)).with("d/south.csv", Project.csv(1));
        Dataset<Object> dataset = project.dataset("type: csv, path: 'd/*.csv'", parts);
        assertThat(Project.lines(dataset::load))
                .containsExactly(
                        "dataset \"d\" (d/south.csv:3): \"delay\": must be greater than or equal to -60 (it is -100)");
    }

    @Test
    void goodValues_areLoadedAndSaved() {
        Dataset<List<Flight>> dataset = csv(Project.csv(0));
        List<Flight> flights = dataset.load();
        assertThat(flights).containsExactly(new Flight("LH1", 0, "FRA", Optional.of("A1")));
        dataset.save(flights);
        assertThat(dataset.load()).isEqualTo(flights);
    }
}
