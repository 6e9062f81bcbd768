package dev.freshet.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.fingerprint.NodeCode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CodeTextTest {
    private static final List<String> PIECES =
            List.of("a", "ü", "\t", "\n", "\r", "\\", "\\t", "\"", "'", " ", "\\u0041", "\\s", "type ", "\u2028");

    private static String text(Random random) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private static List<String> texts(Random random, String prefix) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void code_isReadAsItWasWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            NodeCode code = new NodeCode(
                    "demo/Flow.a(I)V",
                    texts(random, "Ljava/util/List<+Ldemo/Row;>;"),
                    texts(random, "demo/Other"),
                    List.of(text(random), text(random)),
                    random.nextBoolean() ? "" : text(random),
                    random.nextBoolean());
            String line = CodeText.line(code);
            assertThat(line).as("seed %s", seed).doesNotContain("\n", "\r");
            assertThat(CodeText.read(line)).as("seed %s", seed).isEqualTo(code);
        }
    }

    @Test
    void reader_withAnotherText_refuses() {
        assertThatThrownBy(() -> CodeText.read("demo/Flow.a()V\tversion")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CodeText.read("demo/Flow.a()V\tword a")).isInstanceOf(IllegalArgumentException.class);
    }
}
