package dev.freshet.dataset.catalog;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import org.jspecify.annotations.Nullable;

/** A dataset in memory, which lasts as long as the process. Values are kept by reference. */
final class MemoryDataset implements Dataset<Object> {
    private final String name;
    private @Nullable Object value;

    MemoryDataset(String name) {
        this.name = name;
    }

    @Override
    public synchronized Object load() {
        if (value == null) {
            throw new DatasetException(name, location(), "nothing has been saved yet", null);
        }
        return value;
    }

    @Override
    public synchronized void save(Object saved) {
        if (saved == null) {
            throw new DatasetException(name, location(), "null cannot be saved", null);
        }
        value = saved;
    }

    @Override
    public synchronized boolean exists() {
        return value != null;
    }

    @Override
    public String location() {
        return "memory";
    }
}
