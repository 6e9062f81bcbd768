package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns with other names than the components, and maps whose keys are null. */
final class ColumnsOptionTest {
    private static final String RENAMED = "columns: {firstName: First Name, age: 1st}";

    record Person(String firstName, int age) {}

    record Counts(Map<String, Integer> counts) {}

    @TempDir
    Path directory;

    private <T> Dataset<List<T>> dataset(String options, Class<T> record) throws IOException {
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        String entry = "d: {type: parquet, path: d.parquet" + (options.isEmpty() ? "" : ", " + options) + "}\n";
        Files.writeString(base.resolve("catalog.yml"), entry);
        Configuration configuration =
                Configuration.load(directory.resolve("conf"), Configuration.DEFAULT_ENVIRONMENT, Map.of());
        return Catalog.of(configuration).open("d", GenericTypes.parameterized(List.class, record));
    }

    @Test
    void columns_areWrittenAndReadByTheirNames() throws IOException {
        List<Person> people = List.of(new Person("Ann", 30), new Person("Bob", 40));
        Dataset<List<Person>> renamed = dataset(RENAMED, Person.class);
        renamed.save(people);
        assertThat(RowReader.schema(directory.resolve("d.parquet")).getFields())
                .extracting(column -> column.getName())
                .containsExactly("First Name", "1st");
        assertThat(renamed.load()).isEqualTo(people);
        assertThat(dataset("columns: {age: 1st}", Person.class).load())
                .as("\"First Name\" differs from firstName in case and blanks only")
                .isEqualTo(people);
    }

    @Test
    void columnThatTheFileLacks_isToldByItsName() throws IOException {
        dataset("", Person.class).save(List.of(new Person("Ann", 30)));
        assertThatThrownBy(dataset("columns: {age: years}", Person.class)::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("no column \"years\"");
    }

    @Test
    void keyThatIsNoComponent_isToldWithTheNearest() {
        assertThatThrownBy(() -> dataset("columns: {fristName: x}", Person.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("which is not a component of")
                .hasMessageContaining("did you mean \"firstName\"?");
    }

    @Test
    void mapWithTheKeyNull_isNotSaved() throws IOException {
        Dataset<List<Counts>> dataset = dataset("", Counts.class);
        List<Counts> before = List.of(new Counts(Map.of("a", 1)));
        dataset.save(before);
        Map<String, Integer> counts = new HashMap<>();
        counts.put(null, 2);
        assertThatThrownBy(() -> dataset.save(List.of(new Counts(Map.of("b", 1)), new Counts(counts))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("record 2")
                .hasMessageContaining("null");
        assertThat(dataset.load()).isEqualTo(before);
    }
}
