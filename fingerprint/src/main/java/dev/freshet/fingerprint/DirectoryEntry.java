package dev.freshet.fingerprint;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of classes: what the user's build writes. */
record DirectoryEntry(Path path) implements ClassPathEntry {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
        try {
            return Files.readAllBytes(path.resolve(name));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public boolean contains(String name) {
        return Files.isRegularFile(path.resolve(name));
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean isProject() {
        return true;
    }

    @Override
    public String digest() throws IOException {
        Digest digest = new Digest();
        for (String name : names()) {
            digest.add(name).add(Files.readAllBytes(path.resolve(name)));
        }
        return digest.hex();
    }

    @Override
    public void close() {
        // Files are open only while they are read.
    }
}
