package dev.freshet.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocks that say something else about their records than what they hold. */
final class BlocksTest {
    record Row(int n, String text) {}

    private static final List<Row> ROWS = List.of(new Row(1, "one"), new Row(2, "two"), new Row(3, "three"));

    private static byte[] file(BlockCodec codec, List<Row> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordWriter writer = new AvroCodec(Row.class, codec).writer(out)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.finish();
        }
        return out.toByteArray();
    }

    private static List<Object> load(byte[] content, BlockCodec codec) throws IOException {
        FileSource source = new FileSource() {
            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(content);
            }

            @Override
            public Path file() {
                throw new UnsupportedOperationException();
            }
        };
        List<Object> rows = new ArrayList<>();
        try (RecordReader reader = new AvroCodec(Row.class, codec).reader(source)) {
            for (Object row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The number of records follows the header. Avro writes numbers twice as large, to have a place for the sign. */
    @ParameterizedTest
    @EnumSource(BlockCodec.class)
    void numberOfRecords_thatIsNotThatOfTheBlock_isRefused(BlockCodec codec) throws IOException {
        byte[] whole = file(codec, ROWS);
        int place = file(codec, List.of()).length;
        assertThat(whole[place]).isEqualTo((byte) (2 * ROWS.size()));
        assertThat(load(whole, codec)).isEqualTo(ROWS);
        for (int count : new int[] {0, 1, 2, 4, 63}) {
            byte[] changed = whole.clone();
            changed[place] = (byte) (2 * count);
            assertThatThrownBy(() -> load(changed, codec))
                    .as("%d records", count)
                    .isInstanceOf(MalformedContent.class)
                    .hasMessage("the file is damaged");
        }
    }

    /** A block whose size has one digit, so that it can be made longer in place. */
    @ParameterizedTest
    @EnumSource(
            value = BlockCodec.class,
            names = {"NULL", "DEFLATE", "SNAPPY"})
    void bytesBehindTheRecordsOfABlock_areRefused(BlockCodec codec) throws IOException {
        List<Row> one = ROWS.subList(0, 1);
        byte[] whole = file(codec, one);
        int size = file(codec, List.of()).length + 1;
        int end = whole.length - Container.MARKER;
        assertThat(whole[size]).isEqualTo((byte) (2 * (end - size - 1)));
        for (int more : new int[] {8, 20}) {
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.writeBytes(Arrays.copyOf(whole, size));
            changed.write(2 * (end - size - 1 + more));
            changed.write(whole, size + 1, end - size - 1);
            changed.writeBytes(new byte[more]);
            changed.write(whole, end, Container.MARKER);
            assertThatThrownBy(() -> load(changed.toByteArray(), codec))
                    .as("%d more bytes", more)
                    .isInstanceOf(MalformedContent.class)
                    .hasMessage("the file is damaged");
        }
    }
}
