package dev.freshet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetNameTest {
    private static final String WORD = "[\\p{L}\\p{Nd}_.-]+";
    private static final Pattern LEGAL = Pattern.compile("(params:)?" + WORD + "|" + WORD + "@" + WORD);
    private static final List<String> PIECES = List.of(
            "params:", "parameters", "a", "Ü", "𝒳", "٣", "_", ".", "-", "@", ":", " ", "?", "²", "\n", "param");

    @Test
    void legality_isThatOfTheGrammar() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(5); piece > 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String name = text.toString();
            boolean isLegal = LEGAL.matcher(name).matches();
            assertThat(new DatasetName(name).isLegal())
                    .as("seed %s: %s", seed, name)
                    .isEqualTo(isLegal);
            assertThat(Names.isLegal(name)).as("seed %s: %s", seed, name).isEqualTo(Pattern.matches(WORD, name));
            assertThat(new DatasetName(name).base())
                    .as("seed %s: %s", seed, name)
                    .isEqualTo(isLegal ? name.replaceAll("@.*", "") : name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flights, false, '', false, flights",
        "flights@csv, false, '', true, flights",
        "params:split.ratio, true, split.ratio, false, params:split.ratio",
        "parameters, true, '', false, parameters",
        "parameters2, false, '', false, parameters2",
        "a@b@c, false, '', false, a@b@c"
    })
    void name_hasParts(String text, boolean isParameter, String path, boolean isTranscoded, String base) {
        DatasetName name = new DatasetName(text);
        assertThat(name.isParameter()).isEqualTo(isParameter);
        assertThat(name.parameterPath()).isEqualTo(path);
        assertThat(name.isTranscoded()).isEqualTo(isTranscoded);
        assertThat(name.base()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"shop, orders, shop.orders", "'', orders, orders", "shop, '', shop"})
    void inNamespace_joinsByADot(String namespace, String name, String expected) {
        assertThat(Names.inNamespace(namespace, name)).isEqualTo(expected);
    }
}
