package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Jimfs;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The disk becomes full while a dataset type of an extension saves a file: the old file stays, nothing is left, and the
 * message is plain. This module has all extensions.
 */
final class FullDiskTest {
    private static final int BLOCK = 512;
    /** The blocks of the catalog. */
    private static final int CATALOG = 1;

    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final List<Row> ROWS = rows();

    /** A row whose text cannot be packed. */
    record Row(int number, String text) {}

    private static List<Row> rows() {
        Random random = new Random(SEED);
        return IntStream.range(0, 2_000)
                .mapToObj(number -> new Row(number, Long.toHexString(random.nextLong()) + random.nextLong()))
                .toList();
    }

    /** @param blocks the size of the disk */
    private static FileSystem disk(long blocks) {
        return Jimfs.newFileSystem(com.google.common.jimfs.Configuration.unix().toBuilder()
                .setBlockSize(BLOCK)
                .setMaxSize(blocks * BLOCK)
                .build());
    }

    private static Dataset<Object> dataset(String type, FileSystem disk) throws IOException {
        Path project = disk.getPath("/project");
        Files.writeString(
                Files.createDirectories(project.resolve("conf/base")).resolve("catalog.yml"),
                "d: {type: " + type + ", path: out/f}\n");
        return Catalog.of(Configuration.load(project.resolve("conf"), "local", Map.of()))
                .open("d", GenericTypes.parameterized(List.class, Row.class));
    }

    private static long blocks(FileSystem disk) throws IOException {
        return (Files.size(disk.getPath("/project/out/f")) + BLOCK - 1) / BLOCK;
    }

    static Stream<Arguments> savesThatFail() {
        return Stream.of("avro", "excel", "parquet", "xml")
                .flatMap(type -> Stream.of(0, 1, 50, 100).map(percent -> Arguments.of(type, percent)));
    }

    @ParameterizedTest
    @MethodSource("savesThatFail")
    void diskThatBecomesFull_leavesTheOldFile(String type, int percent) throws IOException {
        long one;
        long all;
        try (FileSystem large = disk(100_000)) {
            dataset(type, large).save(ROWS.subList(0, 1));
            one = blocks(large);
            dataset(type, large).save(ROWS);
            all = blocks(large);
        }
        try (FileSystem disk = disk(CATALOG + one + (all - 1) * percent / 100)) {
            Dataset<Object> dataset = dataset(type, disk);
            Path file = disk.getPath("/project/out/f");
            dataset.save(ROWS.subList(0, 1));
            byte[] before = Files.readAllBytes(file);
            assertThatThrownBy(() -> dataset.save(ROWS))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("dataset \"d\" (out/f): the disk is full");
            assertThat(file).hasBinaryContent(before);
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }
    }
}
