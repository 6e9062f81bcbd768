package dev.freshet.runtime.run.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which partition starts next. */
final class OpenPartitionsTest {
    @Test
    void pausedPartition_countsForTheLimit_andIsTheNextWhenItsPauseIsOver() {
        OpenPartitions open = new OpenPartitions(List.of("a", "b", "c", "d"), 2);
        assertThat(open.offer()).isTrue();
        assertThat(open.offer()).as("one is offered already").isFalse();
        assertThat(open.take()).isEqualTo("a");
        assertThat(open.offer()).isTrue();
        assertThat(open.take()).isEqualTo("b");
        assertThat(open.offer()).as("two are being made").isFalse();
        open.pause("a", 1);
        assertThat(open.offer())
                .as("one is being made, one waits for its next try")
                .isFalse();
        open.ended();
        assertThat(open.offer()).isTrue();
        assertThat(open.take()).isEqualTo("c");
        open.ended();
        open.resume();
        assertThat(open.offer()).isTrue();
        assertThat(open.take()).isEqualTo("a");
    }

    @Test
    void partitionThatIsGivenBack_isTheNext() {
        OpenPartitions open = new OpenPartitions(List.of("a", "b"), 0);
        assertThat(open.offer()).isTrue();
        open.giveBack(open.take());
        assertThat(open.offer()).isTrue();
        assertThat(open.take()).isEqualTo("a");
    }

    @Test
    void droppedPartitions_doNotStart_andThoseThatRunEnd() {
        OpenPartitions open = new OpenPartitions(List.of("a", "b", "c"), 0);
        assertThat(open.offer()).isTrue();
        open.take();
        assertThat(open.offer()).isTrue();
        open.take();
        open.pause("b", 1);
        assertThat(open.offer()).isTrue();
        assertThat(open.drop()).as("c was offered").isTrue();
        assertThat(open.isOver()).as("a is being made").isFalse();
        open.ended();
        assertThat(open.isOver()).isTrue();
        open.resume();
        assertThat(open.offer()).isFalse();
    }
}
