package dev.freshet.dataset;

import dev.freshet.fingerprint.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files and directories whose names tell which process made them. What a process leaves behind that was
 * killed is deleted by the next one that writes to the same directory. Nothing is deleted unless that process is surely
 * dead: it was on this machine, and the machine has been started since, or has no such process any more.
 */
public final class Scratch {
    private static final String ENDING = ".tmp";
    /** The machine, its start, the process and the start of that, in the name of a file. */
    private static final Pattern NAME =
            Pattern.compile("[^/]+(\\.[0-9a-f-]{36}\\.([0-9a-f]{8})-([0-9a-f]{8})-([0-9]+)-([0-9]+)\\.tmp)");

    private static final int DIGITS = 8;
    /** Where the time of the start is in what Linux tells of a process, counted from its state. */
    private static final int START = 19;
    /** The rest of a name is as long as this, and a name has at most 255 bytes. */
    private static final int LONGEST_PREFIX = 50;

    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private Scratch() {}

    /** What this process writes into the names of its files; found out when it first needs one. */
    private static final class Own {
        static final String MACHINE = digits(host() + read("/etc/machine-id") + link("/proc/self/ns/pid"));
        static final String BOOT = digits(read("/proc/sys/kernel/random/boot_id"));
        static final String MARK =
                MACHINE + "-" + BOOT + "-" + ProcessHandle.current().pid() + "-"
                        + started(ProcessHandle.current().pid());

        private static String host() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (IOException e) {
                return "";
            }
        }

        private static String read(String file) {
            try {
                return Files.readString(Path.of(file)).strip();
            } catch (IOException | RuntimeException e) {
                return "";
            }
        }

        private static String link(String file) {
            try {
                return Files.readSymbolicLink(Path.of(file)).toString();
            } catch (IOException | RuntimeException e) {
                return "";
            }
        }

        private static String digits(String text) {
            return Digest.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        }
    }

    /** When a process started, in a clock that nobody sets; 0 where that is not known. */
    private static long started(long pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ")[START]);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    /** Returns the path of a new temporary file in a directory, which this method does not create. */
    public static Path in(Path directory, String prefix) {
        sweep(directory);
        return directory.resolve(named(prefix, ending()));
    }

    /** Returns the name of a temporary file whose {@link #ending} another process may have made. */
    public static String named(String prefix, String ending) {
        return shortened(prefix) + ending;
    }

    /** Cuts no character in two: half of one cannot be in a name. */
    private static String shortened(String prefix) {
        int end = Math.min(prefix.length(), LONGEST_PREFIX);
        boolean isInCharacter = end < prefix.length() && Character.isLowSurrogate(prefix.charAt(end));
        return prefix.substring(0, isInCharacter ? end - 1 : end);
    }

    /** Creates an empty file in Java's directory for temporary files, which only this user can read. */
    public static Path createFile(String prefix) throws IOException {
        return Files.createTempFile(temporary(), prefix, ending());
    }

    /** Creates a directory in Java's directory for temporary files, which only this user can read. */
    public static Path createDirectory(String prefix) throws IOException {
        Path marked = temporary().resolve(prefix + ending());
        return Files.createDirectory(marked, Private.directory(marked));
    }

    /** Returns the end of a name that no other temporary file has; it says that the file belongs to this process. */
    public static String ending() {
        return "." + UUID.randomUUID() + "." + Own.MARK + ENDING;
    }

    private static Path temporary() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(directory);
        return directory;
    }

    /** Deletes what dead processes left in a directory, once in each process. */
    private static void sweep(Path directory) {
        if (!SWEPT.add(directory.toAbsolutePath())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                if (isOfTheDead(file.getFileName().toString())) {
                    delete(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            // They stay until somebody can delete them.
        }
    }

    /** Returns where the {@link #ending} begins in the name of a temporary file; -1 for other names. */
    public static int endOf(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() ? parts.start(1) : -1;
    }

    /** Returns whether a file or directory of this name is left from a process that has ended. */
    public static boolean isOfTheDead(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches() || !parts.group(2).equals(Own.MACHINE)) {
            return false;
        }
        if (!parts.group(3).equals(Own.BOOT)) {
            return true;
        }
        long pid = Long.parseLong(parts.group(4));
        long started = started(pid);
        return ProcessHandle.of(pid).isEmpty() || (started != 0 && started != Long.parseLong(parts.group(5)));
    }

    /** Deletes what can be deleted of a file, or of a directory and all in it. Links are not followed. */
    public static void delete(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(path, new Deletion());
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Somebody else deletes it, or it stays.
        }
    }

    /** Goes on with the next where something is gone already, or cannot be deleted. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return deleted(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return deleted(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return deleted(directory);
        }

        private static FileVisitResult deleted(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (NoSuchFileException e) {
                // Somebody else was faster.
            } catch (IOException e) {
                // It stays.
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
