package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.Partitions;
import dev.freshet.runtime.TestPipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes are given besides their inputs. */
final class NodeContextTest {
    @Test
    void progress_withImpossibleNumbers_isRefused(@TempDir Path project) throws Exception {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "z: {type: text, path: z.txt}\n");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> z\n").node("a", (in, context) -> {
            context.progress(0, 0);
            context.progress(7, 0);
            context.progress(5, 5);
            for (long[] wrong : List.of(new long[] {-1, 5}, new long[] {1, -5}, new long[] {6, 5})) {
                assertThatThrownBy(() -> context.progress(wrong[0], wrong[1]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("progress(" + wrong[0] + ", " + wrong[1] + "): ");
            }
            return new Object[] {"done"};
        });
        assertThat(Run.of(pipeline)
                        .conf(project.resolve("conf"))
                        .start()
                        .orThrow()
                        .succeeded())
                .isTrue();
    }

    @Test
    void partitionsOfAMap_areInOrder_whateverTheMapsOrderIs() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            map.put(Integer.toString(i * 7919), i);
        }
        assertThat(List.copyOf(Partitions.of(map).keys())).isSorted().hasSameElementsAs(map.keySet());
    }
}
