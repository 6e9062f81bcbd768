package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.dataset.RecordOutput;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The additional contract of dataset types of many records: they read and write any number of records in order, one at
 * a time.
 */
public abstract class RecordFormatContract extends FileFormatContract {
    private static final int MANY = 1_000_000;

    private final RandomValues values = new RandomValues(new Random(SEED));

    /** For subclasses. */
    protected RecordFormatContract() {}

    /** Returns a record to save; by default, any value of the type. */
    protected Object record(RandomValues random) {
        Type element = FileFormat.element(javaType())
                .orElseThrow(() -> new IllegalStateException("no type of many records: " + javaType()));
        return random.of(element);
    }

    /** Returns how many records the test of constant memory reads and writes. */
    protected int many() {
        return MANY;
    }

    @Override
    protected Object value(Random random) {
        return records(new RandomValues(random), random.nextInt(10));
    }

    private List<Object> records(RandomValues random, int count) {
        return IntStream.range(0, count).mapToObj(i -> record(random)).toList();
    }

    private RecordDataset recordDataset() {
        return (RecordDataset) dataset();
    }

    @Test
    final void noRecordsOneAndMany_comeBackInOrder() {
        comesBack(dataset(), List.of());
        comesBack(dataset(), records(values, 1));
        comesBack(dataset(), records(values, 3000));
    }

    @Test
    final void records_areReadAndWrittenOneAtATime() {
        RecordDataset dataset = recordDataset();
        Retained written = new Retained();
        try (RecordOutput out = dataset.replace()) {
            for (int i = 0; i < many(); i++) {
                Object record = record(values);
                written.pass(record);
                out.write(record);
            }
            written.assertFew("written");
            out.commit();
        }
        Retained read = new Retained();
        try (Stream<Object> records = dataset.stream()) {
            Iterator<Object> next = records.iterator();
            for (int i = 0; i < many(); i++) {
                read.pass(next.next());
            }
            read.assertFew("read");
            assertThat(next).isExhausted();
        }
        assertThat(read.count()).isEqualTo(written.count());
    }

    @Test
    final void stream_closedHalfWay_freesTheFile() throws IOException {
        RecordDataset dataset = recordDataset();
        List<Object> all = records(values, 2000);
        dataset.save(all);
        try (Stream<Object> records = dataset.stream()) {
            assertThat(records.limit(3)).hasSize(3);
        }
        assertThat(project().handles(file())).as("open handles").isZero();
        assertLoaded(dataset.load(), all);
        assertThat(project().handles(file())).as("open handles").isZero();
    }

    @Test
    final void save_thatFailsHalfWay_leavesTheOldFile() {
        RecordDataset dataset = recordDataset();
        dataset.save(records(values, 5));
        byte[] before = project().bytes(file());
        Iterable<Object> failing =
                () -> Stream.concat(records(values, 2000).stream(), Stream.generate(RecordFormatContract::fail))
                        .iterator();
        assertThatThrownBy(() -> dataset.save(failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("failed on purpose");
        List<Object> withNull = new ArrayList<>(records(values, 2));
        withNull.add(null);
        assertThat(refusal(() -> dataset.save(withNull))).contains("record 3 is null");
        try (RecordOutput out = dataset.replace()) {
            out.write(record(values));
        }
        assertThat(project().bytes(file())).isEqualTo(before);
        assertThat(project().files()).containsExactly(file());
    }

    private static Object fail() {
        throw new IllegalStateException("failed on purpose");
    }
}
