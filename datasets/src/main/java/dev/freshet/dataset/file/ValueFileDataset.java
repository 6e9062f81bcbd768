package dev.freshet.dataset.file;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.ValueCodec;
import dev.freshet.dataset.rule.Findings;
import dev.freshet.dataset.rule.ValueChecks;
import org.jspecify.annotations.Nullable;

/** A dataset that is one file with one value. */
final class ValueFileDataset extends FileDataset<ValueCodec> {
    ValueFileDataset(String name, FileContent content, ValueCodec codec, ValueChecks checks) {
        super(name, content, codec, checks);
    }

    @Override
    public Object load() {
        Object loaded = reading(() -> {
            try (OpenFile file = open()) {
                Object value = codec().read(file.stream());
                file.readToEnd();
                return value;
            }
        });
        check(loaded);
        return loaded;
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw nothing();
        }
        check(value);
        save(value, this::replacement);
    }

    @Override
    void tryOut(@Nullable Object value) {
        if (value == null) {
            throw nothing();
        }
        check(value);
        save(value, Discarded::new);
    }

    private void save(Object value, Access<Replacement> target) {
        writing(() -> {
            try (Replacement replacement = target.run()) {
                codec().write(replacement.out(), value);
                replacement.commit();
                return value;
            }
        });
    }

    private void check(Object value) {
        Findings findings = findings();
        findings.note(value, () -> "");
        findings.end();
    }
}
