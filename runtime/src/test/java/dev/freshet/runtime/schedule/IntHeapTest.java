package dev.freshet.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The heap does what the JDK's priority queue does. */
final class IntHeapTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int ROUNDS = 20 * Integer.getInteger("freshet.thorough", 1);

    @Test
    void operations_inAnyOrder_giveWhatAPriorityQueueGives() {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Random random = new Random(seed);
            IntHeap heap = new IntHeap();
            PriorityQueue<Integer> expected = new PriorityQueue<>();
            for (int i = 0; i < 300; i++) {
                int value = random.nextInt(60);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        if (!expected.isEmpty()) {
                            assertThat(heap.remove()).as("seed %d", seed).isEqualTo(expected.remove());
                        }
                    }
                    default -> {
                        heap.add(value);
                        expected.add(value);
                    }
                }
                Integer first = expected.peek();
                assertThat(heap.peek()).as("seed %d", seed).isEqualTo(first == null ? Integer.MAX_VALUE : first);
                assertThat(heap.isEmpty()).as("seed %d", seed).isEqualTo(expected.isEmpty());
            }
        }
    }
}
