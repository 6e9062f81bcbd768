package dev.freshet.runtime.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which parts of its outputs a node has made, and of what, while it is not done: a line of JSON for each, appended and forced
 * to the disk. What was made of something else than what there is now does not count. Safe for use by several threads.
 */
public final class PartJournal implements Closeable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SCHEMA = "parts1";

    /**
     * A part that was made.
     *
     * @param source the version of the part of the input that it was made of; empty if it was made of the whole input
     * @param outputs the stamps of what was stored for it, by dataset
     */
    public record Part(String key, String source, Map<String, String> outputs) {}

    /** The first line: what all parts were made of. */
    record Header(String schema, String madeOf) {}

    private final Path file;
    private final String madeOf;
    private final Map<String, Part> parts;
    private FileChannel channel;

    private PartJournal(Path file, String madeOf, Map<String, Part> parts) throws IOException {
        this.file = file;
        this.madeOf = madeOf;
        this.parts = parts;
        channel = rewrite();
    }

    /**
     * Opens the journal in a file, which need not exist.
     *
     * @param madeOf what the parts are made of now
     * @param discard whether nothing counts that was made before
     * @throws StateException if it cannot be read or written
     */
    public static PartJournal open(Path file, String madeOf, boolean discard) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new PartJournal(file, madeOf, discard ? new LinkedHashMap<>() : read(file, madeOf));
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static StateException failure(Path file, IOException e) {
        return new StateException("cannot write the state in " + file + ": " + e.getMessage(), e);
    }

    /** Stops at the first line that is torn. */
    private static Map<String, Part> read(Path file, String madeOf) throws IOException {
        Map<String, Part> parts = new LinkedHashMap<>();
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (lines.isEmpty() || !MAPPER.readValue(lines.get(0), Header.class).equals(new Header(SCHEMA, madeOf))) {
                return parts;
            }
            for (String line : lines.subList(1, lines.size())) {
                Part part = MAPPER.readValue(line, Part.class);
                parts.put(part.key(), part);
            }
        } catch (NoSuchFileException | JacksonException e) {
            // What was read until here counts.
        }
        return parts;
    }

    private FileChannel rewrite() throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        FileChannel written = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(written, new Header(SCHEMA, madeOf));
            for (Part part : parts.values()) {
                write(written, part);
            }
            written.force(true);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException | RuntimeException e) {
            written.close();
            throw e;
        }
    }

    private static void write(FileChannel channel, Object line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** What is known of a part. */
    public synchronized Optional<Part> part(String key) {
        return Optional.ofNullable(parts.get(key));
    }

    /**
     * Adds a part, or another output of a part; it is durable when this returns.
     *
     * @throws StateException if it cannot be written
     */
    public synchronized void add(Part part) {
        Part known = parts.get(part.key());
        Map<String, String> outputs = new TreeMap<>();
        if (known != null && known.source().equals(part.source())) {
            outputs.putAll(known.outputs());
        }
        outputs.putAll(part.outputs());
        Part merged = new Part(part.key(), part.source(), outputs);
        try {
            write(channel, merged);
            channel.force(false);
        } catch (IOException e) {
            throw failure(file, e);
        }
        parts.put(part.key(), merged);
    }

    /**
     * Forgets all parts but those.
     *
     * @throws StateException if that cannot be written
     */
    public synchronized void retain(Collection<String> keys) {
        if (parts.keySet().retainAll(keys)) {
            try {
                channel.close();
                channel = rewrite();
            } catch (IOException e) {
                throw failure(file, e);
            }
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
