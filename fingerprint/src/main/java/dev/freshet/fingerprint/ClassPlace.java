package dev.freshet.fingerprint;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/** A place that holds classes. */
sealed interface ClassPlace {
    /** Returns the name for messages. */
    String name();

    /** Returns the name of the jar, which is the same on every machine; empty if the place is not a jar. */
    String jarName();

    /** Returns the file or directory whose stamps show every change in the place; empty if there is none. */
    Optional<Path> stamped();

    ClassPathEntry open() throws IOException;

    /** A directory or jar. */
    record OfFiles(Path path) implements ClassPlace {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public String jarName() {
            return Files.isDirectory(path) ? "" : String.valueOf(path.getFileName());
        }

        @Override
        public Optional<Path> stamped() {
            return Optional.of(path);
        }

        @Override
        public ClassPathEntry open() throws IOException {
            return Files.isDirectory(path)
                    ? new DirectoryEntry(path)
                    : new JarEntry(new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
        }
    }

    /** A module in the image of the running Java. */
    record OfImage(String module) implements ClassPlace {
        @Override
        public String name() {
            return "jrt:/" + module;
        }

        @Override
        public String jarName() {
            return module;
        }

        @Override
        public Optional<Path> stamped() {
            return Optional.of(Path.of(System.getProperty("java.home"), "lib", "modules"));
        }

        @Override
        public ClassPathEntry open() {
            return new DirectoryEntry(
                    FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", module));
        }
    }

    /** A module that is patched on the command line. The JVM does not say with which files. */
    record Patched(ModuleReference module) implements ClassPlace {
        @Override
        public String name() {
            return "the patched module " + module.descriptor().name();
        }

        @Override
        public String jarName() {
            return module.descriptor().name();
        }

        @Override
        public Optional<Path> stamped() {
            return Optional.empty();
        }

        @Override
        public ClassPathEntry open() throws IOException {
            return new ModuleEntry(module.open());
        }
    }

    /** What a URL that ends in {@code !/} names: a jar, or a directory or jar within one, such as Spring Boot's. */
    record OfUrl(URL url) implements ClassPlace {
        private static final String NESTED = "nested:";

        @Override
        public String name() {
            return url.toString();
        }

        @Override
        public String jarName() {
            String text = url.toString();
            String jar = text.substring(0, text.length() - "!/".length());
            return jar.endsWith(".jar") ? jar.substring(jar.lastIndexOf('/') + 1) : "";
        }

        @Override
        public Optional<Path> stamped() {
            return outer(url);
        }

        @Override
        public ClassPathEntry open() throws IOException {
            // With the fragment by which the JDK's own class loaders ask for the classes of the running version.
            URLConnection connection = new URL(url, "#runtime").openConnection();
            connection.setUseCaches(false);
            if (!(connection instanceof JarURLConnection jar)) {
                throw new IOException("it is no jar");
            }
            return new JarEntry(jar.getJarFile());
        }

        /**
         * The file that a URL leads into: of {@code jar:nested:/x/app.jar/!BOOT-INF/lib/a.jar!/A.class} the first jar.
         */
        static Optional<Path> outer(URL url) {
            String text = url.toString();
            if (text.startsWith("jrt:")) {
                return new OfImage("").stamped();
            }
            if (text.startsWith("jar:")) {
                text = text.substring("jar:".length());
            }
            if (text.startsWith(NESTED)) {
                text = "file:" + text.substring(NESTED.length());
            }
            int end = text.indexOf('!');
            String file = end < 0 ? text : text.substring(0, end);
            try {
                return file.startsWith("file:") ? Optional.of(file(file)) : Optional.empty();
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Path file(String url) throws URISyntaxException {
            String path = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            try {
                return Path.of(new URI(path));
            } catch (URISyntaxException | InvalidPathException e) {
                // Not all that make URLs of paths encode spaces.
                return new File(Objects.requireNonNull(path).substring("file:".length())).toPath();
            }
        }
    }
}
