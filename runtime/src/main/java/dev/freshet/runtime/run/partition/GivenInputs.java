package dev.freshet.runtime.run.partition;

import dev.freshet.wiring.Form;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Provides inputs in the forms that a method takes, and closes what it has opened for them. Safe for use by several
 * threads.
 */
final class GivenInputs implements AutoCloseable {
    private final Runnable requireNotOver;
    private final Deque<Stream<?>> open = new ConcurrentLinkedDeque<>();

    /** @param requireNotOver throws if the node has ended */
    GivenInputs(Runnable requireNotOver) {
        this.requireNotOver = requireNotOver;
    }

    /** Returns the argument of the method for an input. */
    Object given(Form form, InputSource source) {
        return switch (form) {
            case STREAM -> records(source);
            case ITERABLE ->
                source.value() == null
                        ? (Iterable<Object>) () -> records(source).iterator()
                        : source.get();
            case LAZY -> new Lazy(source);
            default -> source.get();
        };
    }

    /** Opens an input. Each time, it is read from the start. */
    private Stream<Object> records(InputSource source) {
        requireNotOver.run();
        Stream<Object> stream = source.records();
        open.push(stream);
        return stream;
    }

    /** Loads an input on first use. */
    private final class Lazy implements Supplier<Object> {
        private final InputSource source;
        private @Nullable Object value;

        Lazy(InputSource source) {
            this.source = source;
            value = source.value();
        }

        @Override
        public synchronized Object get() {
            Object known = value;
            if (known == null) {
                requireNotOver.run();
                known = source.get();
                value = known;
            }
            return known;
        }
    }

    @Override
    public void close() {
        for (Stream<?> stream = open.poll(); stream != null; stream = open.poll()) {
            Closing.quietly(stream);
        }
    }
}
