package dev.freshet.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of a class path say which code a run used, whatever this process has computed before. */
class ClassPathDigestsTest {
    @TempDir
    private Path directory;

    private Path classes;
    private Path jar;

    @BeforeEach
    void write() throws IOException {
        classes = Files.createDirectories(directory.resolve("classes"));
        jar = directory.resolve("a.jar");
        Files.writeString(classes.resolve("A.class"), "0000");
        writeJar("0000");
    }

    private void writeJar(String content) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("A.class"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The digests as a project sees them that has a state of its own. */
    private Map<String, String> digests(String project) {
        return new LinkCache(directory.resolve(project)).digests(ClassPath.of(List.of(classes, jar)));
    }

    @Test
    void equalContent_hasEqualDigests_inEachProject() {
        assertThat(digests("one"))
                .isEqualTo(digests("two"))
                .isEqualTo(digests("one"))
                .containsOnlyKeys(classes.toString(), jar.toString());
    }

    @Test
    void oldFiles_areComputedOnce_andChangesAreSeen() throws Exception {
        while (!TreeStamps.of(List.of(classes, jar), List.of()).isSettledAt(Instant.now())) {
            Thread.onSpinWait();
        }
        Map<String, String> before = digests("one");
        assertThat(digests("two")).isEqualTo(before);
        Files.writeString(classes.resolve("A.class"), "1111");
        Map<String, String> edited = digests("two");
        assertThat(edited.get(classes.toString())).isNotEqualTo(before.get(classes.toString()));
        assertThat(edited.get(jar.toString())).isEqualTo(before.get(jar.toString()));
        assertThat(digests("one")).isEqualTo(edited);
    }

    @Test
    void editedJar_hasAnotherDigest() throws IOException {
        Map<String, String> before = digests("one");
        writeJar("1111");
        assertThat(digests("one").get(jar.toString())).isNotEqualTo(before.get(jar.toString()));
    }

    /** Two edits can happen within one tick of the file system's clock, so that they have the same time. */
    @Test
    void edits_inQuickSuccession_areAllSeen() throws IOException {
        LinkCache cache = new LinkCache(directory.resolve("one"));
        ClassPath only = ClassPath.of(List.of(classes));
        Map<String, String> last = cache.digests(only);
        for (int i = 1; i <= 1000; i++) {
            Files.writeString(classes.resolve("A.class"), "%04d".formatted(i));
            Map<String, String> now = cache.digests(only);
            assertThat(now).isNotEqualTo(last);
            last = now;
        }
    }
}
