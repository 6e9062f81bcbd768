package dev.freshet.runtime.run.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class CodeGuardTest {
    private final BitSet replaced = new BitSet();
    private int looks;

    private final CodeGuard guard = new CodeGuard(() -> {
        looks++;
        return (BitSet) replaced.clone();
    });

    private static BitSet nodes(int... numbers) {
        BitSet nodes = new BitSet();
        for (int number : numbers) {
            nodes.set(number);
        }
        return nodes;
    }

    /** Its looks take so long that the next is due only after long. */
    private CodeGuard slow() {
        return new CodeGuard(() -> {
            long end = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            looks++;
            return (BitSet) replaced.clone();
        });
    }

    @Test
    void firstNode_isJudgedAtOnce() {
        replaced.set(0, 2);
        assertThat(guard.ended(0, false)).isEqualTo(nodes(0));
    }

    @Test
    void nodesThatEndBetweenLooks_areJudgedByTheNext_once() {
        CodeGuard slow = slow();
        assertThat(slow.ended(0, false)).isEqualTo(nodes());
        replaced.set(0, 3);
        BitSet found = slow.ended(1, false);
        found.or(slow.ended(2, false));
        found.or(slow.look());
        assertThat(found).isEqualTo(nodes(1, 2));
        assertThat(slow.look()).isEqualTo(nodes());
    }

    @Test
    void node_whoseResultOthersGet_isJudgedAtOnce_thoughNoLookIsDue() {
        CodeGuard slow = slow();
        assertThat(slow.ended(0, false)).isEqualTo(nodes());
        replaced.set(0, 3);
        assertThat(slow.ended(1, true)).isEqualTo(nodes(1));
    }

    @Test
    void noNode_isNotLookedAt() {
        assertThat(guard.look()).isEqualTo(nodes());
        assertThat(looks).isZero();
    }

    @Test
    void partsOfANodeThatFailed_areLookedAt() {
        replaced.set(1);
        guard.makesPartitions();
        assertThat(guard.look()).as("no node has ended").isEqualTo(nodes());
        assertThat(guard.replaced()).isEqualTo(nodes(1));
    }

    @Test
    void node_judgedByTheLookOfAnother_isJudged() {
        CodeGuard slow = slow();
        assertThat(slow.ended(0, false)).isEqualTo(nodes());
        assertThat(slow.ended(1, false)).as("no look is due").isEqualTo(nodes());
        replaced.set(0, 3);
        assertThat(slow.isJudged(1)).isFalse();
        assertThat(slow.look()).isEqualTo(nodes(1));
        assertThat(slow.isJudged(0)).as("it ended before").isFalse();
        assertThat(slow.isJudged(1)).isTrue();
        assertThat(slow.isJudged(2)).as("it has not ended").isFalse();
        assertThat(slow.look()).isEqualTo(nodes());
        assertThat(slow.isJudged(1)).as("also after the next look").isTrue();
    }
}
