package dev.freshet.dataset.catalog;

import dev.freshet.config.ScalarNode;

/**
 * What anybody may see of a catalog entry.
 *
 * @param type the dataset type, such as {@code csv}
 * @param isStored whether its values last longer than the run
 * @param place its location, without secrets and absolute paths; empty if it has none that can be shown
 */
public record DatasetSummary(String type, boolean isStored, String place) {
    private static final String HIDDEN = "***";

    static DatasetSummary of(Entry entry) {
        return new DatasetSummary(
                entry.type().word(), entry instanceof StoredEntry, entry instanceof FileEntry file ? place(file) : "");
    }

    private static String place(FileEntry entry) {
        boolean isSecret = entry.written()
                .options()
                .get(CommonOptions.PATH.name())
                .filter(path -> path instanceof ScalarNode text && text.secret())
                .isPresent();
        return isSecret ? HIDDEN : entry.options().path().map(ShownPath::of).orElse("");
    }
}
