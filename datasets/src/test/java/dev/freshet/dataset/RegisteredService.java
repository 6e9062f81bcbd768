package dev.freshet.dataset;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A service that the thread's class loader finds, as in a jar on the class path, until it is closed. */
public final class RegisteredService implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    /**
     * @param provider the name of the class that provides the service, which need not exist
     * @param directory takes the registration
     */
    public RegisteredService(Class<?> service, String provider, Path directory) throws IOException {
        Path root = directory.resolve("services");
        Path services = Files.createDirectories(root.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), provider);
        loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }
}
