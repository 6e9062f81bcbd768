package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.RawPartitions;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.StoredContent.Digested;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.catalog.Catalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored bytes are read and written without Java values. */
final class RawContentTest {
    @TempDir
    private Path root;

    private Catalog catalog(String entries) {
        return new TestProject(root).catalog(entries).catalog();
    }

    private static RawFile file(StoredContent content) {
        return (RawFile) content.raw().orElseThrow();
    }

    private static String copy(RawFile from, RawFile to) throws IOException {
        try (RawFile.Reading reading = from.read();
                RawFile.Writing writing = to.replace()) {
            reading.stream().transferTo(writing.out());
            assertThat(reading.digest()).hasValue(writing.digest());
            writing.stage();
            writing.commit();
            return writing.digest();
        }
    }

    @Test
    void compressedFile_isCopiedAsItIsStored() throws IOException {
        Catalog catalog = catalog("a: {type: text, path: a.txt.gz}\nb: {type: text, path: b.txt.gz}\n");
        catalog.<Object>open("a", String.class).save("hello");
        StoredContent copied = catalog.content("b").orElseThrow();
        String digest = copy(file(catalog.content("a").orElseThrow()), file(copied));
        assertThat(root.resolve("b.txt.gz")).hasSameBinaryContentAs(root.resolve("a.txt.gz"));
        assertThat(catalog.<Object>open("b", String.class).load()).isEqualTo("hello");
        assertThat(copied.digested())
                .contains(new Digested(copied.stamp().orElseThrow().text(), digest, true));
        assertThat(catalog("b: {type: text, path: b.txt.gz}\n")
                        .content("b")
                        .map(fresh -> fresh.digest(fresh.stamp().orElseThrow())))
                .hasValue(digest);
    }

    @Test
    void reading_ofAFileThatChanges_hasNoDigest() throws IOException {
        StoredContent content =
                catalog("a: {type: text, path: a.txt}\n").content("a").orElseThrow();
        Files.writeString(root.resolve("a.txt"), "one");
        try (RawFile.Reading reading = file(content).read()) {
            reading.stream().read();
            Files.writeString(root.resolve("a.txt"), "other");
            reading.stream().transferTo(OutputStream.nullOutputStream());
            assertThat(reading.digest()).isEmpty();
        }
        assertThat(content.digested()).isEmpty();
    }

    @Test
    void file_holdsItsContent_andNoOther() throws IOException {
        StoredContent content =
                catalog("a: {type: text, path: a.txt}\n").content("a").orElseThrow();
        assertThat(file(content).holds(3, "xxh3:0")).isFalse();
        Files.writeString(root.resolve("a.txt"), "one");
        String digest = content.digest(content.stamp().orElseThrow());
        assertThat(file(content).holds(3, digest)).isTrue();
        assertThat(file(content).holds(4, digest)).isFalse();
        Files.writeString(root.resolve("a.txt"), "two");
        assertThat(file(content).holds(3, digest)).isFalse();
    }

    @Test
    void versionedFile_getsANewVersion() throws IOException {
        Catalog catalog = catalog("a: {type: text, path: a.txt}\nb: {type: text, path: b.txt, versioned: true}\n");
        Files.writeString(root.resolve("a.txt"), "one");
        copy(file(catalog.content("a").orElseThrow()), file(catalog.content("b").orElseThrow()));
        assertThat(catalog.versions("b")).hasSize(1);
        assertThat(catalog.<Object>open("b", String.class).load()).isEqualTo("one");
    }

    @Test
    void partitions_areWrittenByKey_andOthersAreRemoved() throws IOException {
        Catalog catalog = catalog("days: {type: text, path: 'days/*.txt'}\n");
        StoredContent content = catalog.content("days").orElseThrow();
        assertThat(content.stamp()).isEmpty();
        RawPartitions partitions = (RawPartitions) content.raw().orElseThrow();
        partitions.prepare();
        assertThat(content.stamp()).isPresent();
        for (String key : Set.of("1", "2", "3")) {
            try (RawFile.Writing writing = partitions.partition(key).replace()) {
                writing.out().write(key.getBytes(StandardCharsets.UTF_8));
                writing.commit();
            }
        }
        partitions.retain(Set.of("1", "3"));
        assertThat(partitions.existing().keySet()).containsExactly("1", "3");
        assertThat(root.resolve("days/3.txt")).hasContent("3");
        assertThatThrownBy(() -> partitions.partition("../evil")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contentThatDoesNotLast_hasNoStoredBytes() {
        StoredContent spilled = new FileContent("x", new FileLocation(new FileStorage(root), "x.txt", "x.txt"), false);
        assertThat(spilled.raw()).isEmpty();
    }

    @Test
    void check_thatThrows_keepsTheStoredContent() throws IOException {
        String entries = """
                file: {type: text, path: a.txt}
                packed: {type: text, path: a.txt.gz}
                versioned: {type: text, path: v.txt, versioned: true}
                parts: {type: text, path: "parts/*.txt"}
                """;
        Catalog catalog = catalog(entries);
        for (String dataset : List.of("file", "packed", "versioned")) {
            catalog.<Object>open(dataset, String.class).save("old");
            refuseReplacing(catalog.content(dataset).orElseThrow());
            assertThatThrownBy(() -> catalog.<Object>open(dataset, String.class).save("new"))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("it stays");
            assertThat(catalog(entries).<Object>open(dataset, String.class).load())
                    .as(dataset)
                    .isEqualTo("old");
        }
        refuseReplacing(catalog.content("parts").orElseThrow());
        RawPartitions parts =
                (RawPartitions) catalog.content("parts").orElseThrow().raw().orElseThrow();
        Files.createDirectories(root.resolve("parts"));
        Files.writeString(root.resolve("parts/x.txt"), "old");
        assertThatThrownBy(() -> copy(file(catalog.content("file").orElseThrow()), parts.partition("x")))
                .hasMessage("it stays");
        assertThatThrownBy(() -> parts.retain(Set.of())).hasMessage("it stays");
        assertThat(root.resolve("parts/x.txt")).hasContent("old");
    }

    private static void refuseReplacing(StoredContent content) {
        content.beforeReplacing(() -> {
            throw new DatasetException("it stays", null);
        });
    }
}
