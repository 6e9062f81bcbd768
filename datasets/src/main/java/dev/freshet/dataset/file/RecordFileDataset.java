package dev.freshet.dataset.file;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.rule.Findings;
import dev.freshet.dataset.rule.ValueChecks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A dataset that is one file with many records. */
final class RecordFileDataset extends FileDataset<RecordCodec> implements RecordDataset {
    RecordFileDataset(String name, FileContent content, RecordCodec codec, ValueChecks checks) {
        super(name, content, codec, checks);
    }

    /** When violations are reported. */
    private enum When {
        /** At the first violation. */
        AT_ONCE,
        /** All together. */
        AT_THE_END
    }

    @Override
    public Object load() {
        try (Records records = new Records(When.AT_THE_END)) {
            List<Object> loaded = new ArrayList<>();
            for (Object record = records.next(); record != null; record = records.next()) {
                loaded.add(record);
            }
            return loaded;
        }
    }

    @Override
    public Stream<Object> stream() {
        Records records = new Records(When.AT_ONCE);
        Spliterator<Object> spliterator =
                new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public void forEachRemaining(Consumer<? super Object> action) {
                        for (Object record = records.next(); record != null; record = records.next()) {
                            action.accept(record);
                        }
                    }

                    @Override
                    public boolean tryAdvance(Consumer<? super Object> action) {
                        Object record = records.next();
                        if (record != null) {
                            action.accept(record);
                        }
                        return record != null;
                    }
                };
        return StreamSupport.stream(spliterator, false).onClose(records::close);
    }

    @Override
    public void save(Object value) {
        if (value == null) {
            throw nothing();
        }
        save((Iterable<?>) value, this::replacement);
    }

    private void save(Iterable<?> records, Access<Replacement> target) {
        try (Output output = new Output(When.AT_THE_END, target)) {
            for (Object record : records) {
                output.write(record);
            }
            output.commit();
        }
    }

    /** Passes over what may not be read twice: an iterable that is no collection. */
    @Override
    void tryOut(@Nullable Object value) {
        if (value == null) {
            throw nothing();
        }
        if (value instanceof Collection<?> records) {
            save(records, Discarded::new);
        }
    }

    @Override
    public RecordOutput replace() {
        return new Output(When.AT_ONCE, this::replacement);
    }

    /** The records of the open file. */
    private final class Records implements AutoCloseable {
        private final Findings findings = findings();
        private final OpenFile file = open();
        private final RecordReader reader;
        private final When when;
        private long number;
        private boolean isAtEnd;
        private boolean isClosed;

        Records(When when) {
            this.when = when;
            reader = reading(() -> {
                try {
                    return codec().reader(file);
                } catch (IOException | RuntimeException e) {
                    file.close();
                    throw e;
                }
            });
        }

        @Nullable
        Object next() {
            if (isAtEnd) {
                return null;
            }
            if (isClosed) {
                throw new IllegalStateException("the stream of " + location() + " is closed");
            }
            Object record = read();
            number++;
            if (record != null && findings.areWanted()) {
                check(record);
            }
            return record;
        }

        private @Nullable Object read() {
            Object record;
            try {
                record = reader.read();
                if (record == null) {
                    file.readToEnd();
                }
            } catch (IOException | RuntimeException e) {
                throw readFailure(e);
            }
            if (record == null) {
                isAtEnd = true;
                close();
                findings.end();
            }
            return record;
        }

        private void check(Object record) {
            findings.note(record, this::place);
            if (when == When.AT_ONCE) {
                findings.failEarly();
            }
        }

        private String place() {
            String place = reader.place();
            return place.isEmpty() ? ", record " + number : place;
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                findings.warn();
                reader.skipped().ifPresent(RecordFileDataset.this::warn);
                reading(() -> {
                    try (file) {
                        reader.close();
                    }
                    return null;
                });
            }
        }
    }

    private void warn(MalformedContent skipped) {
        String warning = KnownSecrets.masked(told(skipped));
        LoggerFactory.getLogger(RecordFileDataset.class).warn("{}", warning);
        warned(warning);
    }

    /** Writes records to a new file. */
    private final class Output implements RecordOutput {
        private final Findings findings = findings();
        private final Replacement replacement;
        private final RecordWriter writer;
        private final When when;
        private long number;
        private boolean isClosed;

        Output(When when, Access<Replacement> target) {
            this.when = when;
            replacement = writing(target);
            writer = writing(() -> {
                try {
                    return codec().writer(replacement.out());
                } catch (IOException | RuntimeException e) {
                    replacement.close();
                    throw e;
                }
            });
        }

        @Override
        public void write(Object record) {
            number++;
            writing(() -> {
                if (record == null) {
                    throw new MalformedContent("", "record " + number + " is null");
                }
                try {
                    writer.write(record);
                } catch (MalformedContent e) {
                    throw new MalformedContent("", "record " + number + ": " + e.problem(), e.getCause());
                }
                return record;
            });
            findings.note(record, () -> ", record " + number);
            if (when == When.AT_ONCE) {
                findings.failEarly();
            }
        }

        @Override
        public void commit() {
            findings.end();
            writing(() -> {
                writer.finish();
                replacement.commit();
                return null;
            });
        }

        @Override
        public void close() {
            if (!isClosed) {
                isClosed = true;
                writing(() -> {
                    try (replacement) {
                        writer.close();
                    }
                    return null;
                });
            }
        }
    }
}
