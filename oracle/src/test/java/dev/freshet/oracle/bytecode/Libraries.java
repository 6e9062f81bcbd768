package dev.freshet.oracle.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Classes that are not the program's, read from the class path of the tests and the JDK that runs. */
final class Libraries {
    private static final Map<String, Optional<ClassInfo>> KNOWN = new ConcurrentHashMap<>();

    private Libraries() {}

    static @Nullable ClassInfo find(String name) {
        return KNOWN.computeIfAbsent(name, Libraries::read).orElse(null);
    }

    private static Optional<ClassInfo> read(String name) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ClassInfo.read(in.readAllBytes(), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
