package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerClassLoaderTest {
    @Test
    void thing_isMadeOnceForEachClassLoader() throws Exception {
        List<ClassLoader> asked = new ArrayList<>();
        PerClassLoader<String> things = new PerClassLoader<>(loader -> {
            asked.add(loader);
            return "thing " + asked.size();
        });
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try (URLClassLoader other = new URLClassLoader(new URL[0])) {
            assertThat(things.get()).isEqualTo("thing 1");
            thread.setContextClassLoader(other);
            assertThat(things.get()).isEqualTo("thing 2");
            assertThat(things.get()).isEqualTo("thing 2");
            thread.setContextClassLoader(own);
            assertThat(things.get()).isEqualTo("thing 1");
            assertThat(asked).containsExactly(own, other);
        } finally {
            thread.setContextClassLoader(own);
        }
    }
}
