package dev.freshet.runtime.graph;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.DatasetSummary;
import dev.freshet.dataset.file.Compression;
import dev.freshet.runtime.graph.Gallery.Reports;
import dev.freshet.runtime.graph.Gallery.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the stored reports of a pipeline. Limits keep the page small enough for a browser. */
public final class GalleryReader {
    /** The dataset type whose files are shown. */
    private static final String TYPE = "report";

    private static final int MOST_VERSIONS = 10;
    private static final int LARGEST_FILE = 5_000_000;
    private static final int LARGEST_PAGE = 40_000_000;

    private final Catalog catalog;
    private int size;

    private GalleryReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads all versions of those datasets that are reports, up to 10 of each dataset.
     *
     * @param datasets the full names of the pipeline's datasets
     * @throws DatasetException if a file cannot be read
     */
    public static Gallery read(String pipeline, String environment, List<String> datasets, Catalog catalog) {
        GalleryReader reader = new GalleryReader(catalog);
        List<Reports> all = new ArrayList<>();
        for (String dataset : datasets) {
            catalog.summary(dataset)
                    .filter(summary -> summary.type().equals(TYPE))
                    .ifPresent(summary -> all.add(reader.reports(dataset, summary)));
        }
        return new Gallery(pipeline, environment, all);
    }

    private Reports reports(String dataset, DatasetSummary summary) {
        List<Version> shown = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> versions = new ArrayList<>(catalog.versions(dataset));
        Collections.reverse(versions);
        int known = versions.size();
        if (known > 0) {
            for (String version : versions.subList(0, Math.min(known, MOST_VERSIONS))) {
                raw(catalog.forRun(Map.of(dataset, version)), dataset)
                        .ifPresent(file -> add(dataset, version, (RawFile) file, shown, notes));
            }
        } else {
            Optional<RawContent> raw = raw(catalog, dataset);
            if (raw.isPresent() && raw.get() instanceof RawPartitions partitions) {
                known = partitions.existing().size();
                partitions.existing().entrySet().stream()
                        .limit(MOST_VERSIONS)
                        .forEach(partition -> add(dataset, partition.getKey(), partition.getValue(), shown, notes));
            } else {
                raw.ifPresent(file -> add(dataset, "current", (RawFile) file, shown, notes));
            }
        }
        if (known > MOST_VERSIONS) {
            notes.add("and " + (known - MOST_VERSIONS) + " more");
        }
        return new Reports(dataset, summary.place(), shown, notes);
    }

    private static Optional<RawContent> raw(Catalog catalog, String dataset) {
        return catalog.content(dataset).flatMap(StoredContent::raw);
    }

    private void add(String dataset, String name, RawFile file, List<Version> shown, List<String> notes) {
        try (RawFile.Reading reading = file.read()) {
            byte[] content =
                    Compression.of(file.location()).unpack(reading.stream()).readNBytes(LARGEST_FILE + 1);
            if (content.length > LARGEST_FILE || size + content.length > LARGEST_PAGE) {
                notes.add(name + " is not shown: " + (content.length > LARGEST_FILE ? "it has" : "the page would have")
                        + " more than " + (content.length > LARGEST_FILE ? LARGEST_FILE : LARGEST_PAGE) / 1_000_000
                        + " MB");
            } else {
                size += content.length;
                shown.add(new Version(name, new String(content, StandardCharsets.UTF_8)));
            }
        } catch (NoSuchFileException e) {
            // Nothing has been saved yet, or the version was deleted meanwhile.
        } catch (IOException e) {
            throw new DatasetException(dataset, file.location(), file.reading(e), e);
        }
    }
}
