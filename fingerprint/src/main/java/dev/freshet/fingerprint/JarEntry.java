package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A jar: the user's if Freshet's processor wrote object files into it, else a library. */
final class JarEntry implements ClassPathEntry {
    private final Path path;
    private final ZipFile jar;

    JarEntry(Path path) throws IOException {
        this.path = path;
        this.jar = new ZipFile(path.toFile());
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public byte @Nullable [] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    @Override
    public boolean contains(String name) {
        return jar.getEntry(name) != null;
    }

    @Override
    public List<String> names() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .sorted()
                .toList();
    }

    @Override
    public boolean isProject() {
        return jar.stream().anyMatch(entry -> entry.getName().startsWith(ObjectFile.DIRECTORY));
    }

    /** From the table of contents, which has a checksum of each file; the same for a jar that was only packed anew. */
    @Override
    public String digest() {
        Digest digest = new Digest();
        for (String name : names()) {
            ZipEntry entry = jar.getEntry(name);
            digest.add(name).add(Long.toHexString(entry.getCrc()) + " " + entry.getSize());
        }
        return digest.hex();
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
