package dev.freshet.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.StoredContent.Digested;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is known of rows that were read without asking the database again. */
final class LoadsTest {
    private static final Digested OLD = new Digested("rows:1", "rows:1", true);
    private static final Digested NEW = new Digested("rows:2", "rows:2", true);

    private final Loads loads = new Loads();

    private void read(Digested rows) {
        loads.begun();
        loads.ended(rows);
    }

    @Test
    void sameRowsInAllReads_areKnown() {
        assertThat(loads.all()).isEmpty();
        read(OLD);
        read(OLD);
        loads.elsewhere(Optional.of(OLD));
        assertThat(loads.all()).contains(OLD);
        assertThat(loads.differ()).isFalse();
    }

    @Test
    void readThatDidNotEnd_makesThemUnknown() {
        read(OLD);
        loads.begun();
        assertThat(loads.all()).isEmpty();
        read(OLD);
        assertThat(loads.all()).as("the other may have seen something else").isEmpty();
        loads.replaced();
        read(NEW);
        assertThat(loads.all()).contains(NEW);
    }

    @Test
    void readElsewhereThatDidNotEnd_makesThemUnknown() {
        read(OLD);
        loads.elsewhere(Optional.empty());
        assertThat(loads.all()).isEmpty();
    }

    @Test
    void rowsThatChangedAndChangedBack_areUnknown() {
        read(OLD);
        read(NEW);
        read(OLD);
        assertThat(loads.all()).isEmpty();
        assertThat(loads.differ()).isTrue();
        loads.replaced();
        assertThat(loads.differ()).isFalse();
    }
}
