package dev.freshet.runtime.run.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.HeldValue;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Values that are handed on in memory. */
final class MemoryValuesTest {
    private static final int X = 0;
    private static final int Y = 1;

    private final TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(x)\n");
    private final MemoryValues values = new MemoryValues(pipeline.graph(), Map.of(), new BitSet());
    private final AtomicInteger drops = new AtomicInteger();
    private final HeldValue held = held(() -> "held");

    private HeldValue held(Supplier<Object> loaded) {
        return new HeldValue() {
            @Override
            public Object load() {
                return loaded.get();
            }

            @Override
            public void drop() {
                drops.incrementAndGet();
            }
        };
    }

    private MemoryValues keeping(int dataset) {
        BitSet kept = new BitSet();
        kept.set(dataset);
        return new MemoryValues(pipeline.graph(), Map.of(), kept);
    }

    @Test
    void valueThatIsToStay_isTakenFromTheExecutor() {
        MemoryValues keeping = keeping(X);
        keeping.handOn(X, held);
        keeping.close(1);
        keeping.close(2);
        assertThat(keeping.get(X)).isSameAs(held);
        assertThat(keeping.takeKept()).isEmpty();
        assertThat(keeping.get(X)).isEqualTo("held");
        assertThat(drops).hasValue(1);
    }

    @Test
    void valueThatIsToStay_andCannotBeLoaded_isToldAndGone() {
        MemoryValues keeping = keeping(X);
        keeping.handOn(X, held(() -> {
            throw new IllegalStateException("no disk");
        }));
        assertThat(keeping.takeKept()).containsExactly("the value of x cannot be kept: no disk");
        assertThat(keeping.get(X)).isNull();
        assertThat(drops).hasValue(1);
    }

    @Test
    void value_isKeptUntilItsLastReaderIsClosed() {
        values.handOn(X, held);
        values.close(1);
        assertThat(values.get(X)).isSameAs(held);
        values.close(2);
        assertThat(values.get(X)).isNull();
        assertThat(drops).hasValue(1);
    }

    /** As when the readers are blocked by another node while the value is being handed over. */
    @Test
    void value_isNotKept_afterItsReadersWereClosed() {
        values.close(1);
        values.close(2);
        values.handOn(X, held);
        assertThat(values.get(X)).isNull();
        assertThat(drops).hasValue(1);
    }

    @Test
    void value_thatNobodyReads_isKeptForTheCaller() {
        values.handOn(Y, held);
        values.close(0);
        assertThat(values.get(Y)).isSameAs(held);
    }
}
