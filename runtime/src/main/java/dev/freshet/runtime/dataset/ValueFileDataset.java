package dev.freshet.runtime.dataset;

/** A dataset that is one file with one value. */
final class ValueFileDataset extends FileDataset<ValueCodec> {
    ValueFileDataset(String name, FileContent content, ValueCodec codec) {
        super(name, content, codec);
    }

    @Override
    public Object load() {
        return reading(() -> {
            try (OpenFile file = open()) {
                Object value = codec().read(file.stream());
                file.readToEnd();
                return value;
            }
        });
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
