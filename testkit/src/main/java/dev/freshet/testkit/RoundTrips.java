package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Saves values and loads them. Each value must be equal afterwards, or be refused before anything is overwritten. */
public final class RoundTrips {
    private static final int FEWEST_FILES = 200;
    private static final int MOST_IN_A_FILE = 100;
    private static final Counts NONE = new Counts(0, 0);
    private static final Counts ONE_EQUAL = new Counts(1, 0);
    private static final Counts ONE_REFUSED = new Counts(0, 1);

    /** How refusals name a value of a list: by its number from 1, or by its index from 0 in a path. */
    private static final Pattern NUMBER = Pattern.compile("\\b(?:row|record) (\\d{1,9})\\b");

    private static final Pattern INDEX = Pattern.compile("\"\\[(\\d{1,9})]");

    private final Project project;

    /** @param directory an empty directory */
    public RoundTrips(Path directory) {
        project = new Project(directory);
    }

    /**
     * How many values were equal, and how many were refused.
     *
     * @param equal the number of values that were equal when loaded
     * @param refused the number of values whose save failed and left the file unchanged
     */
    public record Counts(int equal, int refused) {
        private Counts plus(Counts other) {
            return new Counts(equal + other.equal, refused + other.refused);
        }

        /**
         * Returns a row of a table: the numbers of all values, of equal, refused and other ones; the last number is 0.
         */
        public String row(String name) {
            return "| " + name + " | " + (equal + refused) + " | " + equal + " | " + refused + " | 0 |";
        }
    }

    /**
     * Saves and loads values.
     *
     * @param type the dataset type
     * @param file the name of the file
     * @param options further options as in the catalog, such as {@code compression: gzip}; may be empty
     * @param about a description for failed assertions, such as the seed of the values
     * @throws AssertionError if a loaded value differs, cannot be loaded, or a refused value changed the file
     */
    public Counts check(
            String type, String file, String options, Type javaType, String about, Supplier<?> values, int times) {
        Trips trips = new Trips(type, file, options, javaType, about);
        Counts counts = NONE;
        for (int i = 0; i < times; i++) {
            counts = counts.plus(trips.comesBack(values.get()) ? ONE_EQUAL : ONE_REFUSED);
        }
        return counts;
    }

    /**
     * Saves and loads values, many in each file, because a file takes longer than a value. If a file is refused, the
     * value that the refusal names is tried alone, and the others without it; if it names none, each half of the values
     * is tried. So values are counted and not files.
     *
     * @param type the dataset type
     * @param file the name of the file
     * @param options further options as in the catalog, such as {@code compression: gzip}; may be empty
     * @param javaType the type of lists of the values
     * @param seed the seed of the values and of the sizes of the files
     * @param times how many values
     * @throws AssertionError if a loaded value differs, cannot be loaded, or a refused value changed the file
     */
    public Counts checkAll(
            String type, String file, String options, Type javaType, long seed, Supplier<?> values, int times) {
        Trips trips = new Trips(type, file, options, javaType, javaType.getTypeName() + ", seed " + seed);
        Random sizes = new Random(seed);
        int most = Math.max(MOST_IN_A_FILE, 2 * times / FEWEST_FILES);
        Counts counts = NONE;
        for (int done = 0; done < times; ) {
            int size = Math.min(times - done, 1 + sizes.nextInt(most));
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(values.get());
            }
            counts = counts.plus(trips.all(list));
            done += size;
        }
        return counts;
    }

    /** A dataset whose values are saved and loaded. */
    private final class Trips {
        private final Dataset<Object> dataset;
        private final String file;
        private final String about;
        private byte[] content = {};
        private String refusal = "";

        Trips(String type, String file, String options, Type javaType, String about) {
            dataset = project.dataset(type, file, options, javaType);
            this.file = file;
            this.about = about;
            project.write(file, content);
        }

        /**
         * Takes the values out that saves refuse: one after the other if a refusal names its row, else by halves. The
         * values behind a refused one are tried without those before it, which are tried together at the end. So a file
         * with many refused values takes time in proportion to its size, and not to the square of it.
         */
        private Counts all(List<?> values) {
            List<Object> passed = new ArrayList<>();
            List<?> rest = values;
            int refused = 0;
            while (!rest.isEmpty() && !comesBack(rest)) {
                int row = refusedRow(rest);
                if (row < 0) {
                    return halves(rest).plus(tried(passed)).plus(new Counts(0, refused));
                }
                passed.addAll(rest.subList(0, row));
                rest = rest.subList(row + 1, rest.size());
                refused++;
            }
            return tried(passed).plus(new Counts(rest.size(), refused));
        }

        private Counts tried(List<?> values) {
            return values.isEmpty() ? NONE : all(values);
        }

        private Counts halves(List<?> values) {
            int half = values.size() / 2;
            return all(values.subList(0, half)).plus(all(values.subList(half, values.size())));
        }

        /** Returns the index of the value that the last refusal names, if it is also refused alone; else negative. */
        private int refusedRow(List<?> values) {
            int row = values.size() == 1 ? 0 : namedRow(values.size());
            return row >= 0 && values.size() > 1 && comesBack(values.subList(row, row + 1)) ? -1 : row;
        }

        /** Returns the index of the value that the last refusal names; negative if there is none. */
        private int namedRow(int count) {
            Matcher number = NUMBER.matcher(refusal);
            Matcher index = INDEX.matcher(refusal);
            int row = -1;
            if (number.find()) {
                row = Integer.parseInt(number.group(1)) - 1;
            } else if (index.find()) {
                row = Integer.parseInt(index.group(1));
            }
            return row < count ? row : -1;
        }

        /** Returns whether a value was saved; if so, checks that it is equal when loaded. */
        private boolean comesBack(Object value) {
            if (!isSaved(value)) {
                assertThat(project.bytes(file))
                        .as("%s: the file after %s was refused", about, value)
                        .isEqualTo(content);
                return false;
            }
            Object loaded = dataset.load();
            if (!SameValues.test(value, loaded)) {
                throw new AssertionError(about + ": " + value + " was loaded as " + loaded);
            }
            content = project.bytes(file);
            return true;
        }

        private boolean isSaved(Object value) {
            try {
                dataset.save(value);
                return true;
            } catch (DatasetException e) {
                refusal = String.valueOf(e.getMessage());
                return false;
            }
        }
    }
}
