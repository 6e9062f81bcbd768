package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node after the other means: in the order of their numbers, however long saves in the background take. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SequentialOrderTest {
    private static final int GRAPHS = 20 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    @TempDir
    Path directory;

    @Test
    void nodes_areCalledInTheOrderOfTheirNumbers() throws IOException {
        for (int number = 0; number < GRAPHS; number++) {
            Random random = new Random(SEED * 1_000_003 + number);
            int nodes = 3 + random.nextInt(10);
            List<Integer> called = new ArrayList<>();
            TestPipeline pipeline = pipeline(random, nodes, called);
            Run.of(pipeline)
                    .conf(catalog(random, number, nodes))
                    .runner(Runner.sequential())
                    .tee(random.nextBoolean())
                    .start()
                    .orThrow();
            assertThat(called)
                    .as("seed %s, number %s", SEED, number)
                    .isEqualTo(IntStream.range(0, nodes).boxed().toList());
        }
    }

    /** Each node reads some earlier ones, often none. */
    private static TestPipeline pipeline(Random random, int nodes, List<Integer> called) {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < nodes; node++) {
            List<String> inputs = new ArrayList<>();
            for (int earlier = 0; earlier < node; earlier++) {
                if (random.nextInt(4) == 0) {
                    inputs.add("d" + earlier);
                }
            }
            text.append("n%s = P.n%s(%s) -> d%s\n".formatted(node, node, String.join(", ", inputs), node));
        }
        TestPipeline pipeline = new TestPipeline(text.toString());
        for (int node = 0; node < nodes; node++) {
            int own = node;
            pipeline.node("n" + node, (in, context) -> {
                called.add(own);
                return new Object[] {"text".repeat(own * 1_000)};
            });
        }
        return pipeline;
    }

    /** Most datasets are stored, so that nodes wait for saves. */
    private Path catalog(Random random, int number, int nodes) throws IOException {
        StringBuilder catalog = new StringBuilder();
        for (int node = 0; node < nodes; node++) {
            if (random.nextInt(4) > 0) {
                catalog.append("d%s: {type: text, path: d%s.txt}\n".formatted(node, node));
            }
        }
        Path conf = directory.resolve(number + "/conf");
        Files.writeString(Files.createDirectories(conf.resolve("base")).resolve("catalog.yml"), catalog);
        return conf;
    }
}
