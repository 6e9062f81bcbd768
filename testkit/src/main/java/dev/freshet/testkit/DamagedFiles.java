package dev.freshet.testkit;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Flips every byte of a small file and cuts the file everywhere, and counts what loading it makes of that. */
public final class DamagedFiles {
    /** One bit, the sign or case of a letter, and all bits. */
    private static final int[] MASKS = {0x01, 0x20, 0xff};

    private final Project project;

    /** @param directory an empty directory */
    public DamagedFiles(Path directory) {
        project = new Project(directory);
    }

    /**
     * What loading damaged files made of them.
     *
     * @param damaged how many files were loaded
     * @param refused how many were refused with a message
     * @param same how many gave the value that was saved
     * @param different places of the damages that gave another value: the byte's offset and its mask; 0 for a cut
     */
    public record Counts(int damaged, int refused, int same, List<String> different) {
        /** Returns the cells of a table's row. */
        public String row() {
            return damaged + " | " + refused + " | " + same + " | " + different.size();
        }
    }

    /** Flips each byte of the file with three masks. */
    public Counts flips(String type, String file, String options, Type javaType, Object value) {
        byte[] content = saved(type, file, options, javaType, value);
        Tally tally = new Tally(project.dataset(type, file, options, javaType), value);
        for (int i = 0; i < content.length; i++) {
            for (int mask : MASKS) {
                byte[] damaged = content.clone();
                damaged[i] ^= (byte) mask;
                project.write(file, damaged);
                tally.load(i + " ^ " + mask);
            }
        }
        return tally.counts();
    }

    /** Cuts the file at each byte. */
    public Counts cuts(String type, String file, String options, Type javaType, Object value) {
        byte[] content = saved(type, file, options, javaType, value);
        Tally tally = new Tally(project.dataset(type, file, options, javaType), value);
        for (int length = 0; length < content.length; length++) {
            project.write(file, Arrays.copyOf(content, length));
            tally.load(String.valueOf(length));
        }
        return tally.counts();
    }

    private byte[] saved(String type, String file, String options, Type javaType, Object value) {
        project.dataset(type, file, options, javaType).save(value);
        return project.bytes(file);
    }

    private static final class Tally {
        private final Dataset<Object> dataset;
        private final Object saved;
        private final List<String> different = new ArrayList<>();
        private int refused;
        private int same;

        Tally(Dataset<Object> dataset, Object saved) {
            this.dataset = dataset;
            this.saved = saved;
        }

        void load(String place) {
            try {
                if (SameValues.test(saved, dataset.load())) {
                    same++;
                } else {
                    different.add(place);
                }
            } catch (DatasetException e) {
                refused++;
            }
        }

        Counts counts() {
            return new Counts(refused + same + different.size(), refused, same, different);
        }
    }
}
