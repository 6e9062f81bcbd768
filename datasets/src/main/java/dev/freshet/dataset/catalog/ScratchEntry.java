package dev.freshet.dataset.catalog;

import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.file.ContentComparison;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dataset that is made a second time, to be compared with what is stored. */
final class ScratchEntry {
    private static final String PATH = "path";
    private static final List<String> LEFT_OUT = List.of(
            PATH,
            EntryOptions.CREDENTIALS,
            EntryOptions.VERSIONED,
            EntryOptions.KEEP,
            EntryOptions.CACHED,
            EntryOptions.INCREMENTAL);
    private static final List<DatasetType> TEXTS =
            List.of(DatasetType.CSV, DatasetType.JSON, DatasetType.JSONL, DatasetType.TEXT);

    private ScratchEntry() {}

    /**
     * The same dataset in a directory of its own, without versions. Its files keep their names, since a name may say how a file
     * is packed, or what is between its cells.
     *
     * @return empty if it is not kept in files
     */
    static Optional<CatalogEntry> of(CatalogEntry entry, Path directory) {
        String path = entry.options()
                .get(PATH)
                .filter(ScalarNode.class::isInstance)
                .map(text -> ((ScalarNode) text).text())
                .orElse("");
        if (path.isEmpty() || !entry.type().isFile()) {
            return Optional.empty();
        }
        int star = path.indexOf('*');
        String name = path.substring(path.lastIndexOf('/', star < 0 ? path.length() : star) + 1);
        Map<String, MappingNode.Entry> kept =
                new LinkedHashMap<>(entry.options().entries());
        kept.keySet().removeAll(LEFT_OUT);
        ScalarNode moved = new ScalarNode(directory + "/" + name, ScalarNode.Kind.STRING, entry.position(), false);
        kept.put(PATH, new MappingNode.Entry(entry.position(), moved));
        return Optional.of(new CatalogEntry(
                entry.name(), entry.position(), new MappingNode(kept, entry.position()), Storages.local(directory)));
    }

    /** How contents of an entry's dataset type are compared. */
    static ContentComparison comparison(CatalogEntry entry) {
        return new ContentComparison(
                TEXTS.contains(entry.type())
                        ? Optional.of(new EntryOptions(entry.options(), entry.position()).encoding())
                        : Optional.empty());
    }
}
