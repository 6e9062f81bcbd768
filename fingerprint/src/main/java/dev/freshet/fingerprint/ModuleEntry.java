package dev.freshet.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An open module as the Java runtime reads it, with the patches of the command line. */
record ModuleEntry(ModuleReader reader) implements ClassPathEntry {
    @Override
    public byte @Nullable [] read(String name) throws IOException {
        Optional<InputStream> found = reader.open(name);
        if (found.isEmpty()) {
            return null;
        }
        try (InputStream in = found.get()) {
            return in.readAllBytes();
        }
    }

    @Override
    public boolean contains(String name) {
        try {
            return !name.endsWith("/") && reader.find(name).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<String> names(String start) throws IOException {
        try (Stream<String> names = reader.list()) {
            return names.filter(name -> name.startsWith(start) && !name.endsWith("/"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<String> classFiles() throws IOException {
        return names("").stream().filter(name -> name.endsWith(".class")).toList();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
