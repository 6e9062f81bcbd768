package dev.freshet.dataset.file;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Difference;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first difference between two contents of the same format: by line if the format is text, otherwise by
 * record and by byte.
 *
 * @param text the encoding, if the format is text
 */
public record ContentComparison(Optional<Charset> text) {
    /** Compares two contents with the datasets that read them. */
    public Optional<Difference> difference(
            StoredContent before, Dataset<Object> reader, StoredContent after, Dataset<Object> other) {
        if (before instanceof PartitionedContent
                && after instanceof PartitionedContent
                && reader instanceof PartitionedDataset partitions
                && other instanceof PartitionedDataset otherPartitions) {
            return ofPartitions(partitions, otherPartitions);
        }
        return ofFiles((FileContent) before, reader, (FileContent) after, other);
    }

    private Optional<Difference> ofPartitions(PartitionedDataset before, PartitionedDataset after) {
        SortedSet<String> keys = new TreeSet<>(before.keys());
        keys.addAll(after.keys());
        for (String key : keys) {
            Optional<Difference> found = ofFiles(
                            (FileContent) before.content(key),
                            before.partition(key),
                            (FileContent) after.content(key),
                            after.partition(key))
                    .map(difference -> difference.inPartition(key));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Difference> ofFiles(
            FileContent before, Dataset<Object> reader, FileContent after, Dataset<Object> other) {
        Optional<Stamp> stamp = before.stamp();
        Optional<Stamp> otherStamp = after.stamp();
        if (stamp.isEmpty() || otherStamp.isEmpty()) {
            return stamp.isPresent() == otherStamp.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Difference("", what(stamp), what(otherStamp)));
        }
        if (before.digest(stamp.get()).equals(after.digest(otherStamp.get()))) {
            return Optional.empty();
        }
        // The lines can be equal but have different line ends.
        Optional<Difference> inBytes =
                text.flatMap(encoding -> inLines(before, after, encoding)).or(() -> inBytes(before, after));
        return inBytes.flatMap(found -> explained(found, reader, other));
    }

    private static String what(Optional<Stamp> stamp) {
        return stamp.isPresent() ? "something" : Difference.NOTHING;
    }

    /**
     * Returns the difference between the values. Bytes of formats that are not text can differ although the values are
     * equal; then there is no difference.
     */
    private Optional<Difference> explained(Difference inBytes, Dataset<Object> before, Dataset<Object> after) {
        if (!(before instanceof RecordDataset records && after instanceof RecordDataset otherRecords)) {
            return isEqual(before, after) ? Optional.empty() : Optional.of(inBytes);
        }
        try (Stream<Object> stream = records.stream();
                Stream<Object> otherStream = otherRecords.stream()) {
            Optional<Difference> found = inRecords(stream.iterator(), otherStream.iterator());
            if (text.isEmpty()) {
                return found;
            }
            return Optional.of(found.filter(difference -> difference.place().indexOf(',') > 0)
                    .map(difference -> new Difference(
                            inBytes.place()
                                    + difference
                                            .place()
                                            .substring(difference.place().indexOf(',')),
                            difference.before(),
                            difference.after()))
                    .orElse(inBytes));
        } catch (DatasetException e) {
            return Optional.of(inBytes);
        }
    }

    private boolean isEqual(Dataset<Object> before, Dataset<Object> after) {
        try {
            return text.isEmpty() && Objects.deepEquals(before.load(), after.load());
        } catch (DatasetException e) {
            return false;
        }
    }

    private static Optional<Difference> inRecords(Iterator<Object> before, Iterator<Object> after) {
        for (long number = 1; before.hasNext() || after.hasNext(); number++) {
            Object record = before.hasNext() ? before.next() : null;
            Object other = after.hasNext() ? after.next() : null;
            if (!Objects.deepEquals(record, other)) {
                return Optional.of(inRecord("record " + number, record, other));
            }
        }
        return Optional.empty();
    }

    private static Difference inRecord(String place, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Record record && after instanceof Record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Optional<Object[]> values = values(component, before, after);
                if (values.isPresent() && !Objects.deepEquals(values.get()[0], values.get()[1])) {
                    return new Difference(
                            place + ", " + component.getName(), shown(values.get()[0]), shown(values.get()[1]));
                }
            }
        }
        return new Difference(place, shown(before), shown(after));
    }

    /** Returns the values of a component in both records; empty if the accessor cannot be called. */
    private static Optional<Object[]> values(RecordComponent component, Object before, Object after) {
        try {
            component.getAccessor().setAccessible(true);
            return Optional.of(new Object[] {
                component.getAccessor().invoke(before), component.getAccessor().invoke(after)
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? Difference.NOTHING : Excerpt.quoted(String.valueOf(value));
    }

    private static InputStream unpacked(FileContent content, List<AutoCloseable> opened) throws IOException {
        OpenFile file = new OpenFile(content, Compression.of(content.file().key()));
        opened.add(file);
        return file.stream();
    }

    /** Reads both contents from the start. */
    private interface Search {
        Optional<Difference> find(InputStream before, InputStream after) throws IOException;
    }

    private static Optional<Difference> reading(FileContent before, FileContent after, Search search) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return search.find(unpacked(before, opened), unpacked(after, opened));
        } catch (IOException e) {
            return Optional.of(new Difference("", "content that cannot be decompressed", "other content"));
        } finally {
            opened.forEach(ContentComparison::close);
        }
    }

    private static void close(AutoCloseable file) {
        try {
            file.close();
        } catch (Exception e) {
            // The file was only read.
        }
    }

    private static Optional<Difference> inLines(FileContent before, FileContent after, Charset encoding) {
        return reading(before, after, (in, other) -> {
            try (BufferedReader lines = reader(in, encoding);
                    BufferedReader otherLines = reader(other, encoding)) {
                for (long number = 1; ; number++) {
                    String line = lines.readLine();
                    String otherLine = otherLines.readLine();
                    if (!Objects.equals(line, otherLine)) {
                        return Optional.of(new Difference("line " + number, shown(line), shown(otherLine)));
                    }
                    if (line == null) {
                        return Optional.empty();
                    }
                }
            }
        });
    }

    private static BufferedReader reader(InputStream in, Charset encoding) {
        return new BufferedReader(new InputStreamReader(
                in,
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    private static Optional<Difference> inBytes(FileContent before, FileContent after) {
        return reading(before, after, (in, other) -> {
            byte[] block = new byte[1 << 16];
            byte[] otherBlock = new byte[1 << 16];
            for (long start = 0; ; start += block.length) {
                int length = in.readNBytes(block, 0, block.length);
                int otherLength = other.readNBytes(otherBlock, 0, otherBlock.length);
                int at = Arrays.mismatch(block, 0, length, otherBlock, 0, otherLength);
                if (at >= 0) {
                    return Optional.of(new Difference(
                            "byte " + (start + at), number(block, at, length), number(otherBlock, at, otherLength)));
                }
                if (length < block.length) {
                    return Optional.empty();
                }
            }
        });
    }

    private static String number(byte[] block, int at, int length) {
        return at < length ? String.format("0x%02x", block[at] & 0xff) : "its end";
    }
}
