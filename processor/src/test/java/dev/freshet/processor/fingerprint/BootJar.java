package dev.freshet.processor.fingerprint;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packs programs with the tools of Spring Boot's Maven plugin, in two of its versions. */
enum BootJar {
    /** The version that the tests depend on. */
    CURRENT {
        @Override
        ClassLoader tools() {
            return BootJar.class.getClassLoader();
        }
    },
    /** The one before, which the build put beside. */
    BEFORE {
        @Override
        ClassLoader tools() throws IOException {
            List<URL> urls = new ArrayList<>();
            String paths = Files.readString(Path.of("target/spring-boot.classpath"));
            for (String path : paths.trim().split(File.pathSeparator)) {
                urls.add(Path.of(path).toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }
    };

    private static final String PACKAGE = "org.springframework.boot.loader.tools.";

    abstract ClassLoader tools() throws IOException;

    /** Packs a jar and its libraries as {@code spring-boot:repackage} does. By reflection, since there are two of each class. */
    Path pack(Path jar, List<Path> libraries, String mainClass, Path to) throws IOException {
        try {
            ClassLoader tools = tools();
            Class<?> repackager = tools.loadClass(PACKAGE + "Repackager");
            Class<?> all = tools.loadClass(PACKAGE + "Libraries");
            Class<?> library = tools.loadClass(PACKAGE + "Library");
            Class<?> scope = tools.loadClass(PACKAGE + "LibraryScope");
            Object packer = repackager.getConstructor(File.class).newInstance(jar.toFile());
            repackager.getMethod("setMainClass", String.class).invoke(packer, mainClass);
            Object given = Proxy.newProxyInstance(tools, new Class<?>[] {all}, (proxy, method, arguments) -> {
                Class<?> callback = tools.loadClass(PACKAGE + "LibraryCallback");
                Method add = callback.getMethod("library", library);
                for (Path each : libraries) {
                    Object compile = scope.getField("COMPILE").get(null);
                    add.invoke(
                            arguments[0],
                            library.getConstructor(File.class, scope).newInstance(each.toFile(), compile));
                }
                return null;
            });
            repackager.getMethod("repackage", File.class, all).invoke(packer, to.toFile(), given);
            return to;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the tools of Spring Boot have changed", e);
        }
    }
}
