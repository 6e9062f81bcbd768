package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Links in files, so that code which did not change is not linked again, and what changed since an earlier link can be said.
 * A cache only: whatever is missing or damaged in it is made anew.
 */
public final class LinkCache {
    /** The name of the directory, within that of the state. */
    public static final String DIRECTORY = "links";

    private static final String FORMAT = "freshet-links 2";
    private static final String LATEST = ".latest";
    private static final String PARTS = ".parts";
    private static final int KEPT = 100;

    private final Path directory;

    /** A cache in a directory, which need not exist. */
    public LinkCache(Path directory) {
        this.directory = directory;
    }

    /**
     * The fingerprints of a pipeline's nodes. Reads neither object files nor classes if no file on the class path has
     * another size or time than when they were linked last.
     *
     * @param name the pipeline
     */
    public LinkedPipeline link(String name, List<NodeCode> nodes, ClassPath.Seen seen) {
        String key = key(seen.stamps(), nodes);
        Optional<LinkedPipeline> known = latest(name, key, nodes.size());
        if (known.isPresent()) {
            return known.get();
        }
        try (Linker linker = new Linker(seen.classPath())) {
            List<String> codes = new ArrayList<>();
            PartsText text = new PartsText();
            nodes.forEach(node -> {
                LinkedCode code = linker.link(node);
                codes.add(code.fingerprint());
                text.add(node.method(), code.parts());
                text.addImpure(node.method(), code.impure());
            });
            String parts = text.toString();
            LinkedPipeline linked =
                    new LinkedPipeline(new Digest().add(parts).hex(), List.copyOf(codes), linker.warnings());
            keep(name, parts, linked, seen.isSettled() ? key : "");
            return linked;
        }
    }

    private static String key(TreeStamps stamps, List<NodeCode> nodes) {
        Digest digest = new Digest().add(FORMAT).add(Linker.SCHEMA).add(stamps.text());
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
            return Optional.of(new LinkedPipeline(
                    lines.get(2), lines.subList(3, 3 + nodes), lines.subList(3 + nodes, lines.size())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void keep(String name, String parts, LinkedPipeline linked, String key) {
        List<String> lines = new ArrayList<>(List.of(FORMAT, key, linked.id()));
        lines.addAll(linked.fingerprints());
        lines.addAll(linked.warnings());
        try {
            Files.createDirectories(directory);
            replace(file(linked.id(), PARTS), parts);
            deleteOld();
            replace(file(name, LATEST), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            // It is linked again the next time, and an explanation lacks what changed.
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
     * What the fingerprints of a link were made of, as far as it is known.
     *
     * @param id of the links
     */
    public LinkedParts parts(String id) {
        try {
            return new LinkedParts(Files.readString(file(id, PARTS)));
        } catch (IOException e) {
            return LinkedParts.UNKNOWN;
        }
    }

    /** A digest of each directory and jar of a class path, in order; made anew only when one of their files changed. */
    public SortedMap<String, String> digests(ClassPath.Seen seen) {
        String key = new Digest().add(FORMAT).add(seen.stamps().text()).hex();
        Path file = file("classpath", LATEST);
        try {
            List<String> lines = Files.readAllLines(file);
            if (!lines.isEmpty() && lines.get(0).equals(key)) {
                return digests(lines.subList(1, lines.size()));
            }
        } catch (IOException e) {
            // Not made before.
        }
        List<String> lines = seen.classPath().digests();
        try {
            Files.createDirectories(directory);
            replace(file, (seen.isSettled() ? key : "") + "\n" + String.join("\n", lines) + "\n");
        } catch (IOException e) {
            // Made again the next time.
        }
        return digests(lines);
    }

    private static SortedMap<String, String> digests(List<String> lines) {
        SortedMap<String, String> digests = new TreeMap<>();
        lines.stream()
                .filter(line -> !line.isEmpty())
                .forEach(line ->
                        digests.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' '))));
        return digests;
    }

    /** An explanation needs the parts of the links before; older ones only fill the disk. */
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
}
