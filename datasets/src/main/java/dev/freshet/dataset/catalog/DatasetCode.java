package dev.freshet.dataset.catalog;

import dev.freshet.dataset.rule.Validation;
import dev.freshet.dataset.rule.Validators;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The code that reads, writes and validates the values of datasets. */
final class DatasetCode {
    private DatasetCode() {}

    /**
     * The classes of a dataset's type, of its compression, and of the validators of its values. If the dataset is not
     * stored, the class of the type that passes its values to other processes.
     */
    static List<Class<?>> of(Entry entry, Supplier<Type> type) {
        List<Class<?>> all = new ArrayList<>();
        if (entry instanceof FileEntry file) {
            all.add(file.type().format().getClass());
            file.compression().code().ifPresent(all::add);
            if (file.validation() != Validation.OFF) {
                all.addAll(Validators.code(type));
            }
        } else if (entry instanceof ProvidedEntry provided) {
            all.add(provided.type().provider().getClass());
        } else if (entry instanceof MemoryEntry inMemory) {
            inMemory.spill().flatMap(DatasetTypes::named).ifPresent(spill -> {
                if (spill instanceof DatasetType.OfFiles files) {
                    all.add(files.format().getClass());
                }
            });
        }
        return all;
    }
}
