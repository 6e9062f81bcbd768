package dev.freshet.runtime.run;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.dataset.backend.StorageBackend;
import dev.freshet.dataset.file.FileStorage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A state in a directory, as in {@code counted:///directory}, that counts its requests and can be slow. */
public final class CountedState implements StateBackendProvider {
    private static final Set<String> READS = Set.of("stat", "exists", "read", "list");
    private static final Set<String> WRITES = Set.of("create", "replace", "delete");

    /** The requests of all such states by the method that made them. */
    private static final Map<String, Integer> REQUESTS = new TreeMap<>();

    /** How long a request takes at least. */
    static volatile long nanos;

    /** Returns the requests by their kind, and starts to count anew. */
    static Map<String, Integer> taken() {
        synchronized (REQUESTS) {
            Map<String, Integer> taken = new TreeMap<>(REQUESTS);
            REQUESTS.clear();
            return taken;
        }
    }

    private static void count(String request) {
        synchronized (REQUESTS) {
            REQUESTS.merge(request, 1, Integer::sum);
        }
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public String scheme() {
        return "counted";
    }

    @Override
    public List<Option> credentials() {
        return List.of();
    }

    @Override
    public StateBackend open(String url, Credentials credentials) throws IOException {
        Storage files = new FileStorage(Path.of(url.substring("counted://".length())));
        Storage counted = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (READS.contains(method.getName()) || WRITES.contains(method.getName())) {
                        count(method.getName());
                    }
                    try {
                        return method.invoke(files, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return StorageBackend.open(counted, "", url);
    }
}
