package dev.freshet.runtime.dataset;

import java.io.IOException;

/** A dataset that is one file with one value. */
final class ValueFileDataset extends FileDataset<ValueCodec> {
    ValueFileDataset(String name, FileContent content, ValueCodec codec) {
        super(name, content, codec);
    }

    @Override
    public Object load() {
        return reading(() -> {
            try (OpenFile file = open()) {
                Object value = read(file);
                file.readToEnd();
                return value;
            }
        });
    }

    /** A small packed file may hold more than fits, so this is no fault of the program. */
    private Object read(OpenFile file) throws IOException {
        try {
            return codec().read(file.stream());
        } catch (OutOfMemoryError e) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            throw new MalformedContent(
                    "",
                    "the content does not fit into memory, which is " + megabytes
                            + " MB; give the process more with -Xmx, or keep it as records, of which not all are in memory",
                    e);
        }
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw nothing();
        }
        writing(() -> {
            try (Replacement replacement = replacement()) {
                codec().write(replacement.out(), value);
                replacement.commit();
                return value;
            }
        });
    }
}
