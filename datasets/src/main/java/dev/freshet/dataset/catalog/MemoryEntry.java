package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.Optional;

/** An entry whose values last as long as the run. */
record MemoryEntry(CatalogEntry written, DatasetType type, EntryOptions options) implements Entry {
    private static final String SPILL = "spill";

    @Override
    public void check() {
        mistakes().require();
    }

    /** Returns the dataset type that passes values to other processes, if the entry names one. */
    Optional<String> spill() {
        return options.values().findText(SPILL);
    }

    /**
     * Returns the same, after a check that the dataset type holds values of a Java type.
     *
     * @throws ConfigException if it does not hold such values, or the entry has other mistakes
     */
    Optional<String> spill(Type javaType) {
        Mistakes mistakes = mistakes();
        Optional<String> spill = spill();
        spill.flatMap(DatasetTypes::named)
                .filter(format -> !format.accepts(javaType))
                .ifPresent(format -> mistakes.at(
                        SPILL,
                        "the pipeline has \"" + name() + "\" as " + JavaTypes.show(javaType) + ", but " + format.word()
                                + " holds " + format.holds()));
        mistakes.require();
        return spill;
    }
}
