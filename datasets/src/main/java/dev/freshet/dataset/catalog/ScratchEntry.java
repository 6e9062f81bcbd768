package dev.freshet.dataset.catalog;

import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.file.ContentComparison;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries of datasets that are made a second time and compared with what is stored. */
final class ScratchEntry {
    private static final String PATH = "path";
    private static final List<String> LEFT_OUT =
            List.of(PATH, "credentials", "versioned", "keep", "cached", "incremental");

    private ScratchEntry() {}

    /**
     * Returns the entry of the same dataset in a separate directory, without versions. Its files keep their names,
     * since a name may determine the compression or the delimiter of a table.
     *
     * @return the entry; empty if the dataset is not in files
     */
    static Optional<CatalogEntry> of(CatalogEntry entry, Path directory) {
        return entry.file().flatMap(file -> file.options().path()).map(path -> moved(entry, path, directory));
    }

    private static CatalogEntry moved(CatalogEntry entry, String path, Path directory) {
        int star = path.indexOf('*');
        String name = path.substring(path.lastIndexOf('/', star < 0 ? path.length() : star) + 1);
        Map<String, MappingNode.Entry> kept =
                new LinkedHashMap<>(entry.options().entries());
        kept.keySet().removeAll(LEFT_OUT);
        ScalarNode moved = new ScalarNode(directory + "/" + name, ScalarNode.Kind.STRING, entry.position(), false);
        kept.put(PATH, new MappingNode.Entry(entry.position(), moved));
        return new CatalogEntry(
                entry.name(), entry.position(), new MappingNode(kept, entry.position()), Storages.local(directory));
    }

    /** Returns how to compare contents of an entry's dataset type. */
    static ContentComparison comparison(CatalogEntry entry) {
        return new ContentComparison(entry.file()
                .flatMap(file -> file.type().format().encoding(file.options().values())));
    }
}
