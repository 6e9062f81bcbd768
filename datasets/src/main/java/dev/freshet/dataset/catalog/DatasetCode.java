package dev.freshet.dataset.catalog;

import java.util.ArrayList;
import java.util.List;

/** The code that reads and writes the values of datasets. */
final class DatasetCode {
    private DatasetCode() {}

    /** The classes of a dataset's type and of its compression; empty if the dataset is not stored. */
    static List<Class<?>> of(Entry entry) {
        List<Class<?>> all = new ArrayList<>();
        if (entry instanceof FileEntry file) {
            all.add(file.type().format().getClass());
            file.compression().code().ifPresent(all::add);
        } else if (entry instanceof ProvidedEntry provided) {
            all.add(provided.type().provider().getClass());
        }
        return all;
    }
}
