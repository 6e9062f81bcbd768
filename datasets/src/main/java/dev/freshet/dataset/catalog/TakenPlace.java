package dev.freshet.dataset.catalog;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.file.FileLocation;
import dev.freshet.dataset.file.PartitionPath;
import dev.freshet.dataset.file.RunVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds a file where an entry needs a directory, or a directory where it needs a file. This happens if {@code versioned}
 * is added to an entry or taken away, or if another program uses the place.
 */
final class TakenPlace {
    private final FileEntry entry;
    private final FileLocation location;
    private final RunVersions versions;
    private final Mistakes mistakes;

    TakenPlace(FileEntry entry, FileLocation location, RunVersions versions, Mistakes mistakes) {
        this.entry = entry;
        this.location = location;
        this.versions = versions;
        this.mistakes = mistakes;
    }

    /**
     * Notes what is wrong with the place.
     *
     * @param isMissing whether an input was not found, so that it is worth the requests to look for it in another form
     */
    void check(boolean isMissing) {
        Path path = location.storage().path(location.key()).orElse(null);
        if (path != null) {
            local(path);
        } else if (isMissing && !entry.isPartitioned()) {
            remote();
        }
    }

    private void local(Path path) {
        if (entry.isVersioned() && Files.isRegularFile(path)) {
            isFile();
        } else if (!entry.isVersioned() && !entry.isPartitioned() && Files.isDirectory(path)) {
            isDirectory(entry.versions(versions));
        } else {
            directories(path);
        }
    }

    /** Finds a file among the directories above a place. */
    private void directories(Path path) {
        Path above = path.getParent();
        String shown = above(location.shown());
        while (above != null && (PartitionPath.isIn(above.toString()) || !Files.exists(above))) {
            above = above.getParent();
            shown = above(shown);
        }
        if (above != null && !Files.isDirectory(above)) {
            String place = shown.isEmpty() ? above.toString() : shown;
            mistakes.at(
                    "path",
                    "there can be no " + location.shown() + ", since " + place
                            + " is a file and not a directory; move that file away, or write another path");
        }
    }

    private static String above(String shown) {
        int slash = shown.lastIndexOf('/');
        return slash < 0 ? "" : shown.substring(0, slash);
    }

    private void isFile() {
        String shown = location.shown();
        mistakes.at(
                "versioned",
                "a directory with the versions of \"" + entry.name() + "\" is expected at " + shown
                        + ", but this is a file; move it away, or to keep it as the first version, make it "
                        + version(versions.saved()));
    }

    private String version(String version) {
        String shown = location.shown();
        return shown + "/" + version + "/" + shown.substring(shown.lastIndexOf('/') + 1);
    }

    private void isDirectory(List<String> found) {
        String expected = "a file is expected at " + location.shown() + ", but this is a directory";
        mistakes.at(
                "path",
                found.isEmpty()
                        ? expected + "; move it away, or write the path of a file, or of all files in it, as in "
                                + location.shown() + "/*.csv"
                        : expected + " with versions, the newest " + found.get(found.size() - 1)
                                + "; add \"versioned: true\", or move the directory away");
    }

    private void remote() {
        Storage storage = location.storage();
        try {
            if (!entry.isVersioned()) {
                List<String> found = entry.versions(versions);
                if (!found.isEmpty()) {
                    mistakes.at(
                            "path",
                            "there is no " + location.shown() + ", but there are versions of it, the newest "
                                    + found.get(found.size() - 1) + "; add \"versioned: true\"");
                }
            } else if (storage.exists(location.key())) {
                mistakes.at(
                        "versioned",
                        "\"" + entry.name() + "\" has no version, but there is a " + location.shown()
                                + " without versions; leave out \"versioned\", or copy it to "
                                + version(versions.saved()));
            }
        } catch (IOException e) {
            throw new DatasetException(entry.name(), location.shown(), storage.reading(e, location.key()), e);
        }
    }
}
