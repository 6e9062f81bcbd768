package dev.freshet.oracle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** Sources and output of one compilation in memory; the JDK and libraries come from a file manager that many share. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final List<Classes> classPath;
    private final Map<String, List<MemoryFile>> packages = new HashMap<>();
    private final Map<String, MemoryFile> outputs = new HashMap<>();

    /** @param classPath in front of the libraries */
    MemoryFiles(JavaFileManager libraries, List<Classes> classPath) {
        super(libraries);
        this.classPath = classPath;
        Map<String, MemoryFile> first = new HashMap<>();
        for (Classes classes : classPath) {
            classes.classFiles()
                    .forEach((path, bytes) -> first.computeIfAbsent(path, name -> {
                        MemoryFile file = new MemoryFile(name, JavaFileObject.Kind.CLASS, bytes, "");
                        packages.computeIfAbsent(packageOf(name), key -> new ArrayList<>())
                                .add(file);
                        return file;
                    }));
        }
    }

    static JavaFileObject source(String path, String text) {
        return new MemoryFile(path, JavaFileObject.Kind.SOURCE, text.getBytes(StandardCharsets.UTF_8), path);
    }

    private static String packageOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash).replace('/', '.');
    }

    /** What was written, over what was there. */
    Classes output(Classes before) {
        Classes after = before.copy();
        outputs.forEach((path, file) -> {
            if (file.isWritten) {
                after.files().put(path, file.bytes);
                after.sources().put(path, file.madeOf);
            }
        });
        return after;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String inPackage, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Iterable<JavaFileObject> known = super.list(location, inPackage, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH || !kinds.contains(JavaFileObject.Kind.CLASS)) {
            return known;
        }
        List<JavaFileObject> all = new ArrayList<>(packages.getOrDefault(inPackage, List.of()));
        known.forEach(all::add);
        return all;
    }

    @Override
    public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof MemoryFile memory
                ? memory.path.substring(0, memory.path.lastIndexOf('.')).replace('/', '.')
                : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a instanceof MemoryFile || b instanceof MemoryFile ? a.equals(b) : super.isSameFile(a, b);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof MemoryFile ? location == StandardLocation.CLASS_PATH : super.contains(location, file);
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        return outputFile(name.replace('.', '/') + kind.extension, kind, sibling);
    }

    @Override
    public FileObject getFileForOutput(Location location, String inPackage, String name, @Nullable FileObject sibling) {
        String path = inPackage.isEmpty() ? name : inPackage.replace('.', '/') + "/" + name;
        return outputFile(path, JavaFileObject.Kind.OTHER, sibling);
    }

    @Override
    public @Nullable FileObject getFileForInput(Location location, String inPackage, String name) throws IOException {
        if (location != StandardLocation.CLASS_OUTPUT) {
            return super.getFileForInput(location, inPackage, name);
        }
        return outputs.get(inPackage.isEmpty() ? name : inPackage.replace('.', '/') + "/" + name);
    }

    private MemoryFile outputFile(String path, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        String madeOf = sibling instanceof MemoryFile memory ? memory.madeOf : "";
        return outputs.computeIfAbsent(path, name -> new MemoryFile(name, kind, before(name), madeOf));
    }

    private byte[] before(String path) {
        byte[] bytes = classPath.isEmpty() ? null : classPath.get(0).files().get(path);
        return bytes == null ? new byte[0] : bytes;
    }

    @Override
    public void close() {
        // The shared file manager stays open.
    }

    private static final class MemoryFile extends SimpleJavaFileObject {
        private final String path;
        private final String madeOf;
        private byte[] bytes;
        private boolean isWritten;

        MemoryFile(String path, Kind kind, byte[] bytes, String madeOf) {
            super(URI.create("memory:///" + path), kind);
            this.path = path;
            this.bytes = bytes;
            this.madeOf = madeOf;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    bytes = toByteArray();
                    isWritten = true;
                }
            };
        }
    }
}
