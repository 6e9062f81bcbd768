package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Stores links in files, so that unchanged code is not linked again and changes since an earlier link can be explained.
 * It is only a cache: missing or damaged files are computed again.
 */
public final class LinkCache {
    /** The name of the cache's directory, inside the directory of the state. */
    public static final String DIRECTORY = "links";

    private static final String FORMAT = "freshet-links 3";
    private static final String LATEST = ".latest";
    private static final String PARTS = ".parts";
    private static final int HEX = 32;
    /** The first character in the line of a node whose code is unknown. */
    private static final String UNKNOWN = "?";

    private static final int KEPT = 100;

    private static final int MOST_DIGESTS = 10_000;
    /** Digests of directories and jars by their stamps, for other projects of this process: they share its class path. */
    private static final Map<String, String> DIGESTS = new ConcurrentHashMap<>();

    private final Path directory;

    /** Creates a cache in a directory, which may not exist yet. */
    public LinkCache(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the fingerprints of a pipeline's nodes. If no file on the class path has changed its size or time since
     * the last link, this method reads neither object files nor classes.
     *
     * @param name the pipeline's name
     */
    public LinkedPipeline link(String name, List<NodeCode> nodes, ClassPath.Seen seen) {
        String key = key(seen, nodes);
        Optional<LinkedPipeline> known = latest(name, key, nodes.size());
        if (known.isPresent()) {
            return known.get();
        }
        try (Linker linker = new Linker(seen.classPath(), nodes)) {
            List<String> codes = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            PartsText text = new PartsText();
            nodes.forEach(node -> {
                LinkedCode code = linker.link(node);
                codes.add(code.fingerprint());
                unknown.add(code.unknown().replace('\n', ' ').replace('\r', ' '));
                text.add(node.method(), code.parts());
                text.addImpure(node.method(), code.impure());
            });
            String parts = text.toString();
            LinkedPipeline linked = new LinkedPipeline(
                    id(PartsText.withoutPrivate(parts)), List.copyOf(codes), List.copyOf(unknown), linker.warnings());
            keep(name, parts, linked, seen.isSettled() && linker.isStamped() ? key : "");
            return linked;
        }
    }

    private static String id(String shared) {
        return new Digest().add(shared).hex();
    }

    /** Which of several classes of a name counts depends on the order of the places, and in some jars on the JVM. */
    private static String key(ClassPath.Seen seen, List<NodeCode> nodes) {
        Digest digest = new Digest()
                .add(FORMAT)
                .add(Linker.SCHEMA)
                .add(seen.stamps().text())
                .add(seen.classPath().order())
                .add(ClassPath.machine());
        nodes.forEach(node -> digest.add(node.toString()));
        return digest.hex();
    }

    private Path file(String name, String kind) {
        StringBuilder safe = new StringBuilder();
        name.chars().forEach(each -> safe.append(Character.isLetterOrDigit(each) || each == '.' ? (char) each : '_'));
        return directory.resolve(safe + kind);
    }

    private Optional<LinkedPipeline> latest(String name, String key, int nodes) {
        try {
            List<String> lines = Files.readAllLines(file(name, LATEST));
            if (lines.size() < 3 + nodes
                    || !lines.get(0).equals(FORMAT)
                    || !lines.get(1).equals(key)) {
                return Optional.empty();
            }
            List<String> codes = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String line : lines.subList(3, 3 + nodes)) {
                boolean isKnown = !line.startsWith(UNKNOWN);
                codes.add(isKnown ? line : "");
                unknown.add(isKnown ? "" : line.substring(UNKNOWN.length()));
            }
            return Optional.of(
                    new LinkedPipeline(lines.get(2), codes, unknown, lines.subList(3 + nodes, lines.size())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void keep(String name, String parts, LinkedPipeline linked, String key) {
        List<String> lines = new ArrayList<>(List.of(FORMAT, key, linked.id()));
        for (int node = 0; node < linked.fingerprints().size(); node++) {
            String why = linked.unknown().get(node);
            lines.add(why.isEmpty() ? linked.fingerprints().get(node) : UNKNOWN + why);
        }
        lines.addAll(linked.warnings());
        try {
            createPrivately(directory);
            replace(file(linked.id(), PARTS), parts);
            deleteOld();
            replace(file(name, LATEST), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            // The next run links again, and cannot explain what changed.
        }
    }

    private void replace(Path file, String text) throws IOException {
        Path temporary = directory.resolve(UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Returns the parts from which the fingerprints of a link were computed, as far as they are known.
     *
     * @param id the id of the links
     */
    public LinkedParts parts(String id) {
        try {
            return new LinkedParts(Files.readString(file(id, PARTS)));
        } catch (IOException e) {
            return LinkedParts.UNKNOWN;
        }
    }

    /**
     * Returns the parts of a link in a form that shows no source text and no path of this machine; empty if they are
     * not known.
     *
     * @param id the id of the links, which names exactly this text
     */
    public Optional<String> shared(String id) {
        try {
            String text = PartsText.withoutPrivate(Files.readString(file(id, PARTS)));
            return id(text).equals(id) ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Takes in the parts of a link that was made elsewhere.
     *
     * @param id the id of the links
     * @param text what {@link #shared} returned there
     * @return whether the text belongs to the id
     */
    public boolean keepShared(String id, String text) {
        if (!id(text).equals(id)) {
            return false;
        }
        try {
            createPrivately(directory);
            if (!Files.exists(file(id, PARTS))) {
                replace(file(id, PARTS), text);
                deleteOld();
            }
        } catch (IOException e) {
            // It is asked for again.
        }
        return true;
    }

    /**
     * Returns a digest of each directory's content and of each jar's table of contents on a class path. The digests
     * document which code a run used; no decision depends on them. They are computed again only for paths whose stamps
     * have changed.
     */
    public SortedMap<String, String> digests(ClassPath classPath) {
        Path file = file("classpath", LATEST);
        SortedMap<String, String> known = new TreeMap<>();
        try {
            Files.readAllLines(file).forEach(line -> known.put(line.substring(HEX + 1), line.substring(0, HEX)));
        } catch (IOException | IndexOutOfBoundsException e) {
            // There is no earlier file.
        }
        SortedMap<String, String> digests = new TreeMap<>();
        StringBuilder lines = new StringBuilder();
        for (Path path : classPath.paths()) {
            Instant moment = Instant.now();
            TreeStamps stamps = TreeStamps.of(List.of(path), List.of());
            String key = new Digest().add(FORMAT).add(stamps.text()).hex();
            String digest = known.containsKey(key) ? known.get(key) : DIGESTS.get(key);
            if (digest == null) {
                digest = digest(path);
            }
            digests.put(path.toString(), digest);
            if (stamps.isSettledAt(moment)) {
                lines.append(digest).append(' ').append(key).append('\n');
                remember(key, digest);
            }
        }
        try {
            createPrivately(directory);
            replace(file, lines.toString());
        } catch (IOException e) {
            // The next run computes it again.
        }
        return digests;
    }

    private static void remember(String key, String digest) {
        if (DIGESTS.size() >= MOST_DIGESTS) {
            DIGESTS.clear();
        }
        DIGESTS.put(key, digest);
    }

    private static String digest(Path path) {
        return Files.isDirectory(path) ? digestOfDirectory(path) : digestOfJar(path);
    }

    /**
     * Digests the names, sizes and checksums in the jar's table of contents, because reading all files would take
     * longer than most runs.
     */
    private static String digestOfJar(Path path) {
        try (ZipFile jar = new ZipFile(path.toFile())) {
            Digest digest = new Digest();
            jar.stream()
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entry ->
                            digest.add(entry.getName()).add(Long.toHexString(entry.getCrc()) + " " + entry.getSize()));
            return digest.hex();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static String digestOfDirectory(Path path) {
        try (ClassPathEntry entry = new ClassPlace.OfFiles(path).open()) {
            Digest digest = new Digest();
            for (String name : entry.names("")) {
                byte[] bytes = entry.read(name);
                digest.add(name).add(bytes == null ? new byte[0] : bytes);
            }
            return digest.hex();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** Deletes old links. An explanation needs only the previous ones. */
    private void deleteOld() throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(directory)) {
            parts = files.filter(file -> file.toString().endsWith(PARTS)).toList();
        }
        if (parts.size() > KEPT) {
            List<Path> oldest = parts.stream()
                    .sorted(Comparator.comparingLong(
                            (Path file) -> file.toFile().lastModified()))
                    .limit(parts.size() - KEPT)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Like all directories of the state, it is its owner's only. */
    private static void createPrivately(Path directory) throws IOException {
        boolean isPosix =
                directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(directory, attributes);
    }
}
