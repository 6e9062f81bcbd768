package dev.freshet.oracle;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory in which builds are put down to be linked, one after the other; only what differs is written. */
final class Place {
    private final Path directory;
    private final Map<Path, byte[]> written = new HashMap<>();

    Place(Path directory) {
        this.directory = directory;
    }

    /** The fingerprint of each node, by Freshet. */
    Map<NodeId, String> link(Build build, Set<NodeId> nodes) {
        try {
            return link(directories(build), build, nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<NodeId, String> link(Build build, Packing packing, Set<NodeId> nodes) {
        List<Path> jars = new ArrayList<>();
        try {
            for (Classes classes : build.modules()) {
                jars.add(packing.write(classes, directory.resolve("jars"), jars.size()));
            }
            return link(jars, build, nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<NodeId, String> link(List<Path> classPath, Build build, Set<NodeId> nodes) {
        Map<NodeId, NodeCode> codes = new HashMap<>();
        nodes.forEach(node -> codes.put(node, node.code(build.program().types(node))));
        Map<NodeId, String> fingerprints = new HashMap<>();
        try (Linker linker = new Linker(ClassPath.of(classPath), List.copyOf(codes.values()))) {
            codes.forEach(
                    (node, code) -> fingerprints.put(node, linker.link(code).fingerprint()));
        }
        return fingerprints;
    }

    private List<Path> directories(Build build) throws IOException {
        List<Path> roots = new ArrayList<>();
        Map<Path, byte[]> wanted = new HashMap<>();
        for (Classes classes : build.modules()) {
            Path root = Files.createDirectories(directory.resolve("classes" + roots.size()));
            classes.files().forEach((file, bytes) -> wanted.put(root.resolve(file), bytes));
            roots.add(root);
        }
        for (Path old : List.copyOf(written.keySet())) {
            if (!wanted.containsKey(old)) {
                Files.delete(old);
                written.remove(old);
            }
        }
        for (Map.Entry<Path, byte[]> file : wanted.entrySet()) {
            if (!Arrays.equals(file.getValue(), written.get(file.getKey()))) {
                Files.createDirectories(file.getKey().getParent());
                Files.write(file.getKey(), file.getValue());
                written.put(file.getKey(), file.getValue());
            }
        }
        return roots;
    }
}
