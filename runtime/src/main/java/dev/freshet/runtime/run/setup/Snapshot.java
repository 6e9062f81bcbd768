package dev.freshet.runtime.run.setup;

import dev.freshet.dataset.Private;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.file.FileStamp;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.TreeStamps;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of all files that a run looked at when it found nothing to do. As long as these stamps are the same, any
 * run would find nothing to do, and need not read classes, configuration and state. This is only a shortcut: if the
 * snapshot is missing, damaged or too new to be trusted, the run decides in the normal way.
 *
 * <p>Reading the snapshot is most of the work of a process that finds nothing to do. Therefore this class avoids
 * lambdas and the generated methods of records, each of which costs a new process milliseconds.
 */
public final class Snapshot {
    private static final String FORMAT = "freshet-snapshot 3";
    /** Reading the stamps of fewer files takes less time than starting a thread. */
    private static final int FEWEST_A_THREAD = 2_000;

    private final Path file;
    private final String request;
    private final List<Path> settings;
    private @Nullable Before before;

    /**
     * The nodes of a run that has nothing to do.
     *
     * @param nodes how many there are
     * @param inMemory how many of them have only outputs in memory
     * @param keptBack how many of them are kept back
     */
    public record UpToDate(int nodes, int inMemory, int keptBack) {}

    /** The stamps before a run read anything. */
    private record Before(Instant moment, TreeStamps settings) {}

    /**
     * @param file the file of the snapshot
     * @param request the description of the run
     * @param settings the configuration and the journal
     */
    public Snapshot(Path file, List<String> request, List<Path> settings) {
        this.file = file;
        this.settings = settings;
        StringBuilder text = new StringBuilder();
        for (String word : request) {
            text.append(word.length()).append(':').append(word);
        }
        this.request = text.toString();
    }

    /** Returns the nodes, if nothing has changed since a run found nothing to do; otherwise empty. */
    public Optional<UpToDate> upToDate() {
        Instant moment = Instant.now();
        try {
            before = new Before(moment, TreeStamps.of(settings, List.of()));
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            CRC32 check = new CRC32();
            check.update(bytes.array(), Long.BYTES, bytes.limit() - Long.BYTES);
            if (bytes.getLong() != check.getValue()
                    || !text(bytes).equals(FORMAT)
                    || !text(bytes).equals(request)
                    || !text(bytes).equals(before.settings().text())) {
                return Optional.empty();
            }
            ClassPath classPath = ClassPath.parse(text(bytes));
            if (!text(bytes).equals(classPath.look().stamps().text())) {
                return Optional.empty();
            }
            UpToDate nodes = new UpToDate(bytes.getInt(), bytes.getInt(), bytes.getInt());
            return areUnchanged(bytes) ? Optional.of(nodes) : Optional.empty();
        } catch (IOException
                | UncheckedIOException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static boolean areUnchanged(ByteBuffer bytes) {
        int count = bytes.getInt();
        String[] paths = new String[count];
        FileStamp[] stamps = new FileStamp[count];
        for (int i = 0; i < count; i++) {
            stamps[i] = new FileStamp(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            paths[i] = text(bytes);
        }
        int half = count < 2 * FEWEST_A_THREAD ? 0 : count / 2;
        Comparison first = new Comparison(paths, stamps, 0, half);
        Comparison second = new Comparison(paths, stamps, half, count);
        Thread other = new Thread(first, "freshet-stamps");
        if (half > 0) {
            other.start();
        }
        second.run();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !first.foundChange && !second.foundChange;
    }

    /** Compares the stamps of some files. */
    private static final class Comparison implements Runnable {
        private final String[] paths;
        private final FileStamp[] stamps;
        private final int from;
        private final int to;
        private boolean foundChange;

        Comparison(String[] paths, FileStamp[] stamps, int from, int to) {
            this.paths = paths;
            this.stamps = stamps;
            this.from = from;
            this.to = to;
        }

        @Override
        public void run() {
            try {
                for (int i = from; i < to && !foundChange; i++) {
                    foundChange = !stamps[i].isStillOf(Path.of(paths[i]));
                }
            } catch (IOException | RuntimeException e) {
                foundChange = true;
            }
        }
    }

    /**
     * Writes the stamps of a run that found nothing to do, if each stamp will show any later change.
     *
     * @param code the class path as it was when the code was linked
     * @param contents the stamps of all stored datasets
     */
    public void write(ClassPath.Seen code, Map<Path, Stamp> contents, UpToDate nodes) {
        Before first = before;
        if (first == null || !code.isSettled() || !first.settings().isSettledAt(first.moment())) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, FORMAT);
            text(out, request);
            text(out, first.settings().text());
            text(out, code.classPath().text());
            text(out, code.stamps().text());
            out.writeInt(nodes.nodes());
            out.writeInt(nodes.inMemory());
            out.writeInt(nodes.keptBack());
            out.writeInt(contents.size());
            for (Map.Entry<Path, Stamp> content : contents.entrySet()) {
                FileStamp stamp = FileStamp.parse(content.getValue());
                if (!stamp.isSettledAt(first.moment())) {
                    return;
                }
                out.writeLong(stamp.size());
                out.writeLong(stamp.modified());
                out.writeLong(stamp.changed());
                out.writeLong(stamp.inode());
                text(out, content.getKey().toString());
            }
            replace(bytes.toByteArray());
        } catch (IOException e) {
            // The next run decides in the normal way.
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /**
     * Replaces the file; several runs may do so at the same time. Not durable, since forcing the file to the disk takes
     * longer than such a run.
     */
    private void replace(byte[] bytes) throws IOException {
        CRC32 check = new CRC32();
        check.update(bytes);
        ByteBuffer all = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(check.getValue())
                .put(bytes);
        Path directory = Private.createDirectoryOf(file);
        Path temporary = directory.resolve(UUID.randomUUID() + ".tmp");
        try {
            Private.create(temporary, all.array());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
