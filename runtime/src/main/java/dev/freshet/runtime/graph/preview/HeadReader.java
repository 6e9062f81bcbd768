package dev.freshet.runtime.graph.preview;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.DatasetSummary;
import dev.freshet.dataset.file.Compression;
import dev.freshet.runtime.graph.Preview;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the preview of one dataset: its first records, or the first bytes of its file. */
final class HeadReader {
    private static final int MOST_TEXT = 16_000;
    private static final int MOST_IMAGE = 1_000_000;
    private static final int MOST_HTML = 2_000_000;
    /** How many more bytes are read, so that a secret is recognised before it is cut. */
    private static final int BEYOND = 4_000;

    private static final String REPORT = "report";
    private static final Map<String, String> IMAGES = Map.of(
            ".png", "png", ".jpg", "jpeg", ".jpeg", "jpeg", ".gif", "gif", ".webp", "webp", ".svg", "svg+xml", ".bmp",
            "bmp");

    private final Catalog catalog;
    private final String dataset;

    HeadReader(Catalog catalog, String dataset) {
        this.catalog = catalog;
        this.dataset = dataset;
    }

    Preview read(Type type) {
        Optional<DatasetSummary> summary = catalog.summary(dataset);
        if (summary.filter(DatasetSummary::isStored).isEmpty()) {
            return nothing("it is in memory, for one run");
        }
        Optional<RawContent> raw = catalog.content(dataset).flatMap(StoredContent::raw);
        if (raw.isPresent() && raw.get() instanceof RawPartitions partitions) {
            return partition(partitions, summary.get());
        }
        Optional<RawFile> file = raw.map(RawFile.class::cast);
        if (file.isPresent() && isWhole(file.get(), summary.get())) {
            return file(file.get(), summary.get(), "");
        }
        Dataset<Object> opened = catalog.open(dataset, type);
        if (opened instanceof RecordDataset records) {
            return records(records);
        }
        return file.map(found -> file(found, summary.get(), ""))
                .orElseGet(() -> nothing("there is no preview of the dataset type "
                        + summary.get().type()));
    }

    private Preview nothing(String why) {
        return new Preview(dataset, new Preview.None(), why);
    }

    private Preview partition(RawPartitions partitions, DatasetSummary summary) {
        Map<String, RawFile> existing = partitions.existing();
        if (existing.isEmpty()) {
            return nothing("it has no partitions yet");
        }
        Map.Entry<String, RawFile> first = existing.entrySet().iterator().next();
        return file(first.getValue(), summary, "partition " + first.getKey() + " of " + existing.size());
    }

    private Preview records(RecordDataset records) {
        RowTable table = new RowTable();
        try (Stream<Object> stream = records.stream()) {
            Iterator<Object> rows = stream.iterator();
            while (!table.isFull() && rows.hasNext()) {
                table.add(rows.next());
            }
            boolean isCut = table.isFull() && rows.hasNext();
            return new Preview(dataset, table.table(), isCut ? "only the first " + table.size() + " rows" : "");
        }
    }

    /** Returns whether a file is shown unchanged. */
    private static boolean isWhole(RawFile file, DatasetSummary summary) {
        return summary.type().equals(REPORT) || image(file).isPresent();
    }

    private static Optional<String> image(RawFile file) {
        String name = Compression.unpacked(file.location()).toLowerCase(Locale.ROOT);
        return IMAGES.entrySet().stream()
                .filter(each -> name.endsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private Preview file(RawFile file, DatasetSummary summary, String which) {
        Optional<String> image = image(file);
        boolean isReport = summary.type().equals(REPORT);
        int most = isReport ? MOST_HTML : image.isPresent() ? MOST_IMAGE : MOST_TEXT;
        byte[] head = head(file, most + BEYOND);
        boolean isCut = head.length > most;
        if (isCut && (isReport || image.isPresent())) {
            return nothing("it has more than " + most / 1_000_000 + " MB");
        }
        if (image.isPresent()) {
            String uri = "data:image/" + image.get() + ";base64,"
                    + Base64.getEncoder().encodeToString(head);
            return new Preview(dataset, new Preview.Image(uri), which);
        }
        String masked = KnownSecrets.masked(new String(head, StandardCharsets.UTF_8));
        String text = masked.substring(0, Math.min(masked.length(), most));
        if (isReport) {
            return new Preview(dataset, new Preview.Html(text), which);
        }
        if (isBinary(head)) {
            return nothing("its content is not text");
        }
        String cut = isCut ? "only the first " + most + " characters" : "";
        return new Preview(
                dataset, new Preview.Text(text), which + (which.isEmpty() || cut.isEmpty() ? "" : ", ") + cut);
    }

    private byte[] head(RawFile file, int most) {
        try (RawFile.Reading reading = file.read()) {
            InputStream unpacked = Compression.of(file.location()).unpack(reading.stream());
            return unpacked.readNBytes(most);
        } catch (NoSuchFileException e) {
            throw new DatasetException("it has not been saved yet", e);
        } catch (IOException e) {
            throw new DatasetException(dataset, file.location(), file.reading(e), e);
        }
    }

    private static boolean isBinary(byte[] head) {
        for (byte each : head) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
