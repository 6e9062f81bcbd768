package dev.freshet.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.OptionValues;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordWriter;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of rows and values, and pages without any. */
final class CountsTest {
    record Row(int n, String text) {}

    @TempDir
    Path directory;

    private static byte[] file() throws IOException {
        ParquetFormat format = new ParquetFormat();
        RecordCodec codec = (RecordCodec)
                format.open(GenericTypes.parameterized(List.class, Row.class), OptionValues.defaults(format.options()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = codec.writer(out)) {
            for (int i = 0; i < 40; i++) {
                writer.write(new Row(i, "text " + i));
            }
            writer.finish();
        }
        return out.toByteArray();
    }

    /** Returns a file whose footer says something else. */
    private static byte[] with(byte[] file, Consumer<FileMetaData> change) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int start = file.length - 8 - length;
        FileMetaData footer =
                Util.readFileMetaData(new ByteArrayInputStream(Arrays.copyOfRange(file, start, start + length)));
        change.accept(footer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, start);
        Util.writeFileMetaData(footer, out);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - start)
                .array());
        out.write(file, file.length - 4, 4);
        return out.toByteArray();
    }

    private RowReader open(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("f.parquet"), content);
        return RowReader.open(file, JavaType.of(Row.class), List.of("n", "text"));
    }

    @Test
    void rowsOfTheFile_thatAreNotThoseOfItsGroups_areRefused() throws IOException {
        byte[] changed = with(file(), footer -> footer.setNum_rows(0));
        assertThatThrownBy(() -> open(changed))
                .isInstanceOf(MalformedContent.class)
                .hasMessage("the file is damaged: it has 0 rows, but its row groups have 40");
    }

    @Test
    void rowsOfAGroup_thatAreNotThoseOfItsColumns_areRefused() throws IOException {
        for (int rows : new int[] {0, 39, 41}) {
            byte[] changed = with(file(), footer -> {
                footer.setNum_rows(rows);
                footer.getRow_groups().get(0).setNum_rows(rows);
            });
            assertThatThrownBy(() -> open(changed))
                    .isInstanceOf(MalformedContent.class)
                    .hasMessage("the file is damaged: a row group has " + rows + " rows, but column n has 40 values");
        }
    }

    @Test
    void anUnchangedFooter_isRead() throws IOException {
        try (RowReader reader = open(with(file(), footer -> {}))) {
            assertThat(reader.read()).isEqualTo(new Row(0, "text 0"));
        }
    }

    /** Writers leave a page without values empty instead of compressing nothing. */
    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "GZIP", "SNAPPY", "ZSTD", "LZ4", "LZ4_RAW", "BROTLI"})
    void emptyPage_isReadInEveryCompression(CompressionCodecName codec) throws IOException {
        assertThat(new Codecs()
                        .getDecompressor(codec)
                        .decompress(BytesInput.empty(), 0)
                        .size())
                .isZero();
    }
}
