package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Saves values and loads them: each is equal, or was refused before anything was overwritten. */
public final class RoundTrips {
    private static final byte[] BEFORE = {};

    private final Project project;

    /** @param directory an empty directory */
    public RoundTrips(Path directory) {
        project = new Project(directory);
    }

    /**
     * How many values came back, and how many were refused.
     *
     * @param equal values that were equal when they were loaded
     * @param refused values whose save failed and left the file as it was
     */
    public record Counts(int equal, int refused) {}

    /**
     * Saves and loads values.
     *
     * @param type the dataset type
     * @param file the name of the file
     * @param options further options as the catalog has them, such as {@code compression: gzip}; may be empty
     * @param about what a failed assertion says, such as the seed of the values
     * @throws AssertionError if a loaded value differs, cannot be loaded, or a refused value changed the file
     */
    public Counts check(
            String type, String file, String options, Type javaType, String about, Supplier<?> values, int times) {
        Dataset<Object> dataset = project.dataset(type, file, options, javaType);
        byte[] content = BEFORE;
        project.write(file, content);
        int equal = 0;
        for (int i = 0; i < times; i++) {
            Object value = values.get();
            boolean isSaved = isSaved(dataset, value);
            if (isSaved) {
                Object loaded = dataset.load();
                assertThat(SameValues.test(value, loaded))
                        .as("%s, value %d: %s was loaded as %s", about, i, value, loaded)
                        .isTrue();
                content = project.bytes(file);
                equal++;
            } else {
                assertThat(project.bytes(file))
                        .as("%s, value %d: the file after %s was refused", about, i, value)
                        .isEqualTo(content);
            }
        }
        return new Counts(equal, times - equal);
    }

    private static boolean isSaved(Dataset<Object> dataset, Object value) {
        try {
            dataset.save(value);
            return true;
        } catch (DatasetException e) {
            return false;
        }
    }
}
