package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** An open jar. In a multi-release jar, the classes count that the running JDK would load. */
record JarEntry(JarFile jar) implements ClassPathEntry {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (SecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean contains(String name) {
        ZipEntry entry = jar.getEntry(name);
        return entry != null && !entry.isDirectory();
    }

    @Override
    public List<String> names(String start) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(start))
                .sorted()
                .toList();
    }

    @Override
    public List<String> classFiles() {
        return jar.versionedStream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
