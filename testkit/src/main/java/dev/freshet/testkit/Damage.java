package dev.freshet.testkit;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Damages a file at every position and counts the outcomes: each byte is changed by three masks, and the file is
 * truncated at every length.
 */
public final class Damage {
    private static final int[] MASKS = {0x01, 0x80, 0xff};

    private final Project project;
    private final Dataset<Object> dataset;
    private final String file;
    private final int step;
    private final long seed;

    /**
     * Creates a dataset in a separate project.
     *
     * @param file the name of the file, such as {@code f.parquet}
     * @param options the options as in the catalog, such as {@code compression: gzip}
     */
    public Damage(Path directory, String type, String file, String options, Type javaType) {
        this.project = new Project(directory);
        this.file = file;
        this.dataset = project.dataset(type, file, options, javaType);
        this.step = 1;
        this.seed = 0;
    }

    private Damage(Damage whole, int step, long seed) {
        this.project = whole.project;
        this.file = whole.file;
        this.dataset = whole.dataset;
        this.step = step;
        this.seed = seed;
    }

    /**
     * Returns a share of the damages: one of every {@code step}. The seed chooses them: {@code step} consecutive seeds
     * together cover each damage once.
     *
     * @param step 1 for all damages; never a multiple of 3, so that each seed covers all masks
     */
    public Damage oneOf(int step, long seed) {
        if (step < 1 || (step > 1 && step % MASKS.length == 0)) {
            throw new IllegalArgumentException("the step must be 1, or no multiple of 3, but is " + step);
        }
        return new Damage(this, step, seed);
    }

    /**
     * The outcomes of the damaged files.
     *
     * @param cases the number of damaged files that were loaded
     * @param refused how many files were refused with a message of one line
     * @param same how many files gave the same value, since the byte does not matter
     * @param wrong the damages that silently gave another value
     * @param crashed the damages that ended in any other exception than a {@code DatasetException}
     */
    public record Outcome(int cases, int refused, int same, List<String> wrong, List<String> crashed) {
        /** Returns the counts as a row of a table. */
        public String row(String name) {
            return "| " + name + " | " + cases + " | " + refused + " | " + same + " | " + wrong.size() + " |";
        }
    }

    /** Saves a value, damages its file at every position, and loads each damaged file. */
    public Outcome of(Object value) {
        dataset.save(value);
        return ofFile(project.bytes(file), loaded());
    }

    /** Does the same with a file whose value is known. */
    public Outcome ofFile(byte[] whole, Object value) {
        Counts counts = new Counts(value);
        for (int at = 0; at < whole.length; at++) {
            for (int mask : MASKS) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) mask;
                counts.count(damaged, "byte " + at + " xor " + mask);
            }
        }
        for (int length = 0; length < whole.length; length++) {
            counts.count(Arrays.copyOf(whole, length), "cut to " + length);
        }
        return new Outcome(counts.cases, counts.refused, counts.same, counts.wrong, counts.crashed);
    }

    private Object loaded() {
        return dataset.load();
    }

    private final class Counts {
        private final Object expected;
        private long number = seed;
        private final List<String> wrong = new ArrayList<>();
        private final List<String> crashed = new ArrayList<>();
        private int cases;
        private int refused;
        private int same;

        Counts(Object expected) {
            this.expected = expected;
        }

        void count(byte[] content, String damage) {
            if (Math.floorMod(number++, step) != 0) {
                return;
            }
            cases++;
            project.write(file, content);
            try {
                if (SameValues.test(loaded(), expected)) {
                    same++;
                } else {
                    wrong.add(damage);
                }
            } catch (DatasetException e) {
                refused++;
                if (String.valueOf(e.getMessage()).contains("\n")) {
                    crashed.add(damage + ": more than one line");
                }
            } catch (RuntimeException e) {
                crashed.add(damage + ": " + e);
            }
        }
    }
}
