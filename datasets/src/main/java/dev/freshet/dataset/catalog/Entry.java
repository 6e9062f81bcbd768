package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;

/** A parsed catalog entry: its dataset type, and its options as their declarations read them. */
sealed interface Entry permits StoredEntry, MemoryEntry {
    /** Returns the entry as written. */
    CatalogEntry written();

    DatasetType type();

    EntryOptions options();

    /**
     * Checks the entry for any Java type, without touching the data.
     *
     * @throws ConfigException naming every mistake
     */
    void check();

    default String name() {
        return written().name();
    }

    /** Returns a collector with the mistakes of the options and of the name of the credentials. */
    default Mistakes mistakes() {
        Mistakes mistakes = options().mistakes();
        options().credentials().ifPresent(credentials -> {
            if (!written().storages().credentials().contains(credentials)
                    && !options().hasPlaceholders()) {
                String hint = NearestName.hint(
                        credentials, written().storages().credentials(), "add them to credentials.yml");
                mistakes.at(CommonOptions.CREDENTIALS.name(), "no credentials named \"" + credentials + "\"; " + hint);
            }
        });
        return mistakes;
    }
}
