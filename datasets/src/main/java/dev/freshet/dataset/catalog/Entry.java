package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;

/** What an entry of the catalog says: its dataset type and its options, read by their declarations. */
sealed interface Entry permits StoredEntry, MemoryEntry {
    /** The entry as it is written. */
    CatalogEntry written();

    DatasetType type();

    EntryOptions options();

    /**
     * Checks the entry by itself, whatever Java type it is to hold, without touching the data.
     *
     * @throws ConfigException naming every mistake
     */
    void check();

    default String name() {
        return written().name();
    }

    /** A collector that has the mistakes of the options and of the name of the credentials. */
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
