package dev.freshet.dataset.catalog;

import java.util.ArrayList;
import java.util.List;

/** The code that reads and writes the values of datasets, as far as it is not Freshet's own. */
final class DatasetCode {
    /** Freshet's own types have versions: a new release alone makes nothing run again. */
    private static final String FRESHET = "dev.freshet.";

    private DatasetCode() {}

    /** The names of the classes of a dataset's type and of its compression. */
    static List<String> of(Entry entry) {
        List<Class<?>> all = new ArrayList<>();
        if (entry instanceof FileEntry file) {
            all.add(file.type().format().getClass());
            file.compression().code().ifPresent(all::add);
        } else if (entry instanceof ProvidedEntry provided) {
            all.add(provided.type().provider().getClass());
        }
        return all.stream()
                .map(Class::getName)
                .filter(name -> !name.startsWith(FRESHET))
                .toList();
    }
}
