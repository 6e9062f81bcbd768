package dev.freshet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The heap does what the JDK's priority queue does. */
final class LongHeapTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int ROUNDS = 20 * Integer.getInteger("freshet.thorough", 1);

    @Test
    void operations_inAnyOrder_giveWhatAPriorityQueueGives() {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Random random = new Random(seed);
            LongHeap heap = new LongHeap();
            PriorityQueue<Long> expected = new PriorityQueue<>();
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(3) > 0) {
                    // Many are equal in their lower or their upper half.
                    long value = ((long) random.nextInt(8) << Integer.SIZE) | random.nextInt(8);
                    heap.add(value);
                    expected.add(value);
                } else if (!expected.isEmpty()) {
                    heap.remove();
                    expected.remove();
                }
                assertThat(heap.isEmpty()).as("seed %d", seed).isEqualTo(expected.isEmpty());
                if (!expected.isEmpty()) {
                    assertThat(heap.peek()).as("seed %d", seed).isEqualTo(expected.element());
                }
            }
        }
    }
}
