package dev.freshet.runtime.state.local;

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
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The partitions that a node has stored, and what each was made of: a line of JSON for each, appended and forced to the disk.
 * A run with other facts replaces only the lines of the partitions that it makes. Safe for use by several threads.
 */
public final class PartJournal implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCHEMA = "parts2";

    /**
     * A partition that was stored.
     *
     * @param madeOf all that decided what it holds, but for the source
     * @param source the version of the input partition that it was made of; empty if it was made of the whole input
     * @param stamp the stamp that the storage gave it
     * @param digest the digest of its content
     */
    public record Part(String dataset, String key, String madeOf, String source, String stamp, String digest) {
        private Id id() {
            return new Id(dataset, key);
        }

        /** The same content, of which it is no longer known what it was made of. */
        private Part discarded() {
            return new Part(dataset, key, "", source, stamp, digest);
        }
    }

    private record Id(String dataset, String key) {}

    /** The first line. */
    record Header(String schema) {}

    private record Read(Map<Id, Part> parts, boolean isTight) {}

    private final Path file;
    private final Map<Id, Part> parts;
    private FileChannel channel;

    private PartJournal(Path file, Map<Id, Part> parts, boolean isTight) throws IOException {
        this.file = file;
        this.parts = parts;
        channel = isTight ? reopen() : rewrite();
    }

    /**
     * Opens the journal in a file, which need not exist.
     *
     * @throws StateException if it cannot be read or written
     */
    public static PartJournal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Read read = read(file);
            return new PartJournal(file, read.parts(), read.isTight());
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static StateException failure(Path file, IOException e) {
        return new StateException("cannot write the state in " + file + ": " + e.getMessage(), e);
    }

    /** Stops at the first line that is torn. */
    private static Read read(Path file) throws IOException {
        Map<Id, Part> parts = new LinkedHashMap<>();
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            if (lines.isEmpty() || !MAPPER.readValue(lines.get(0), Header.class).equals(new Header(SCHEMA))) {
                return new Read(parts, false);
            }
            for (String line : lines.subList(1, lines.size())) {
                Part part = MAPPER.readValue(line, Part.class);
                parts.put(part.id(), part);
            }
            return new Read(parts, text.endsWith("\n") && lines.size() == parts.size() + 1);
        } catch (NoSuchFileException | JacksonException e) {
            // What was read until here counts.
            return new Read(parts, false);
        }
    }

    private FileChannel rewrite() throws IOException {
        StringBuilder lines = new StringBuilder(line(new Header(SCHEMA)));
        parts.values().forEach(part -> lines.append(line(part)));
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

    /** What is known of a partition of a dataset. */
    public synchronized Optional<Part> part(String dataset, String key) {
        return Optional.ofNullable(parts.get(new Id(dataset, key)));
    }

    /** The keys that are known, of all datasets. */
    public synchronized Set<String> keys() {
        return parts.keySet().stream().map(Id::key).collect(Collectors.toSet());
    }

    /**
     * Adds partitions; they are durable when this returns.
     *
     * @throws StateException if they cannot be written
     */
    public synchronized void add(Collection<Part> made) {
        append(made);
        try {
            channel.force(false);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /**
     * Adds a partition that can be found out again: it is durable only when the system writes it, or with the next that is
     * added.
     *
     * @throws StateException if it cannot be written
     */
    public synchronized void note(Part found) {
        append(List.of(found));
    }

    private void append(Collection<Part> made) {
        StringBuilder lines = new StringBuilder();
        made.forEach(part -> lines.append(line(part)));
        try {
            write(channel, lines.toString());
        } catch (IOException e) {
            throw failure(file, e);
        }
        made.forEach(part -> parts.put(part.id(), part));
    }

    /**
     * Forgets all partitions of a dataset but those with these keys.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void retain(String dataset, Set<String> keys) {
        if (parts.keySet().removeIf(id -> id.dataset().equals(dataset) && !keys.contains(id.key()))) {
            rewriteAgain();
        }
    }

    /**
     * Nothing counts that was made until now.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void discard() {
        if (!parts.isEmpty()) {
            parts.replaceAll((id, part) -> part.discarded());
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
