package dev.freshet.runtime.state.local;

import dev.freshet.dataset.FileFault;
import dev.freshet.dataset.Private;
import dev.freshet.runtime.state.StateException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The partitions that a node has stored, and what each was computed from. Each is a line of JSON, appended and forced
 * to the disk. A run with other facts replaces only the lines of the partitions that it computes. This class is
 * thread-safe.
 */
public final class PartitionJournal implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCHEMA = "parts3";

    /**
     * A stored partition.
     *
     * @param madeOf everything that determined the partition's content, except the source
     * @param source the version of the input partition that it was computed from; empty if it was computed from the
     *     whole input
     * @param stamp the stamp that the storage reported
     * @param digest the digest of the content
     * @param inputs what stood for the inputs in partitions when the run looked at them; empty if the partition was
     *     made of none, or if they were compared after it was made
     */
    public record Partition(
            String dataset, String key, String madeOf, String source, String stamp, String digest, String inputs) {
        private Id id() {
            return new Id(dataset, key);
        }

        /** Returns the same partition without what it was computed from. */
        private Partition discarded() {
            return new Partition(dataset, key, "", source, stamp, digest, "");
        }

        /** Returns the same partition after its inputs were compared. */
        private Partition compared() {
            return new Partition(dataset, key, madeOf, source, stamp, digest, "");
        }
    }

    private record Id(String dataset, String key) {}

    /** The first line. */
    record Header(String schema) {}

    private record Read(Map<Id, Partition> partitions, boolean isTight) {}

    private final Path file;
    private final Map<Id, Partition> partitions;
    private FileChannel channel;

    private PartitionJournal(Path file, Map<Id, Partition> partitions, boolean isTight) throws IOException {
        this.file = file;
        this.partitions = partitions;
        channel = isTight ? reopen() : rewrite();
    }

    /**
     * Opens the journal in a file, which may not exist yet.
     *
     * @throws StateException if the file cannot be read or written
     */
    public static PartitionJournal open(Path file) {
        try {
            Private.createDirectoryOf(file);
            Read read = read(file);
            return new PartitionJournal(file, read.partitions(), read.isTight());
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static StateException failure(Path file, IOException e) {
        return new StateException("cannot write the state in " + file + ": " + FileFault.reason(e), e);
    }

    /** Reads up to the first incomplete line. */
    private static Read read(Path file) throws IOException {
        Map<Id, Partition> partitions = new LinkedHashMap<>();
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            if (lines.isEmpty() || !MAPPER.readValue(lines.get(0), Header.class).equals(new Header(SCHEMA))) {
                return new Read(partitions, false);
            }
            for (String line : lines.subList(1, lines.size())) {
                Partition partition = MAPPER.readValue(line, Partition.class);
                partitions.put(partition.id(), partition);
            }
            return new Read(partitions, text.endsWith("\n") && lines.size() == partitions.size() + 1);
        } catch (NoSuchFileException | JacksonException e) {
            // The lines read so far are valid.
            return new Read(partitions, false);
        }
    }

    private FileChannel rewrite() throws IOException {
        StringBuilder lines = new StringBuilder(line(new Header(SCHEMA)));
        partitions.values().forEach(partition -> lines.append(line(partition)));
        WholeFile.replace(file, lines.toString());
        return reopen();
    }

    private FileChannel reopen() throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static String line(Object value) {
        return MAPPER.writeValueAsString(value) + "\n";
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Returns the entry of a dataset's partition; empty if unknown. */
    public synchronized Optional<Partition> partition(String dataset, String key) {
        return Optional.ofNullable(partitions.get(new Id(dataset, key)));
    }

    /** Returns the known keys of all datasets. */
    public synchronized Set<String> keys() {
        return partitions.keySet().stream().map(Id::key).collect(Collectors.toSet());
    }

    /**
     * Adds partitions. They are durable when this method returns.
     *
     * @throws StateException if the partitions cannot be written
     */
    public synchronized void add(Collection<Partition> made) {
        append(made);
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * Adds a partition whose facts can be determined again. It is durable only after the next {@link #add}, or when the
     * system writes it.
     *
     * @throws StateException if it cannot be written
     */
    public synchronized void note(Partition found) {
        append(List.of(found));
    }

    private void append(Collection<Partition> made) {
        StringBuilder lines = new StringBuilder();
        made.forEach(partition -> lines.append(line(partition)));
        try {
            write(channel, lines.toString());
        } catch (IOException e) {
            throw failure(file, e);
        }
        made.forEach(partition -> partitions.put(partition.id(), partition));
    }

    /**
     * Forgets all partitions of a dataset except those with these keys.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void retain(String dataset, Set<String> keys) {
        if (partitions.keySet().removeIf(id -> id.dataset().equals(dataset) && !keys.contains(id.key()))) {
            rewriteAgain();
        }
    }

    /**
     * Invalidates all partitions added so far.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void discard() {
        if (!partitions.isEmpty()) {
            partitions.replaceAll((id, partition) -> partition.discarded());
            rewriteAgain();
        }
    }

    /**
     * Invalidates the partitions whose inputs were never compared, since the process ended before, and are not known to
     * be the same.
     *
     * @param inputs what stands for the inputs in partitions now
     * @throws StateException if that cannot be written
     */
    public synchronized void trustOnly(String inputs) {
        replaceAll(partition ->
                partition.inputs().isEmpty() || partition.inputs().equals(inputs) ? partition : partition.discarded());
    }

    /**
     * The inputs in partitions were compared: all partitions so far were made of them.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void compared() {
        replaceAll(partition -> partition.inputs().isEmpty() ? partition : partition.compared());
    }

    private void replaceAll(UnaryOperator<Partition> change) {
        Map<Id, Partition> before = new LinkedHashMap<>(partitions);
        partitions.replaceAll((id, partition) -> change.apply(partition));
        if (!partitions.equals(before)) {
            rewriteAgain();
        }
    }

    private void rewriteAgain() {
        try {
            channel.close();
            channel = rewrite();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }
}
