package dev.freshet.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PackedJsonTest {
    private static final List<String> WORDS =
            List.of("", "a", "name", "__proto__", "constructor", "n", "-1", "a longer text", "\u2028</script>");

    /** Reads what the class promises to write, as the script of the page does. */
    private record Reader(List<?> shapes, List<@Nullable Object> known) {
        static @Nullable Object read(Map<String, ?> packed) {
            Reader reader = new Reader((List<?>) packed.get("shapes"), new ArrayList<>());
            ((List<?>) packed.get("shared")).forEach(each -> reader.known.add(reader.value(each)));
            return reader.value(packed.get("document"));
        }

        @Nullable
        Object value(@Nullable Object packed) {
            if (packed instanceof Integer number && number < 0) {
                return known.get(-1 - number);
            }
            if (packed instanceof Map<?, ?> wrapped) {
                return wrapped.get("n");
            }
            if (!(packed instanceof List<?> list)) {
                return packed;
            }
            List<@Nullable Object> values = new ArrayList<>();
            list.subList(1, list.size()).forEach(each -> values.add(value(each)));
            return list.get(0).equals(0) ? values : object((List<?>) shapes.get((Integer) list.get(0) - 1), values);
        }

        private static Map<Object, @Nullable Object> object(List<?> names, List<@Nullable Object> values) {
            Map<Object, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                object.put(names.get(i), values.get(i));
            }
            return object;
        }
    }

    private static Object tree(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 6 : 4);
        if (kind == 4) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                list.add(tree(random, depth - 1));
            }
            return list;
        }
        if (kind == 5) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                map.put(WORDS.get(random.nextInt(WORDS.size())), tree(random, depth - 1));
            }
            return map;
        }
        return switch (kind) {
            case 0 -> WORDS.get(random.nextInt(WORDS.size()));
            case 1 -> random.nextInt(7) - 3;
            case 2 -> random.nextInt(3) - 1.5;
            default -> random.nextBoolean();
        };
    }

    @Test
    void packed_readAgain_isWhatWasPacked() {
        for (int seed = 0; seed < 2000; seed++) {
            Object tree = tree(new Random(seed), 4);
            assertThat(Reader.read(PackedJson.of(tree))).as("seed %d", seed).isEqualTo(tree);
        }
    }

    @Test
    void equalValues_areWrittenOnce() {
        Map<String, Object> options = Map.of("rerun", List.of("a longer text"));
        Map<String, ?> packed = PackedJson.of(List.of(options, options, "a longer text", options));
        assertThat(packed)
                .hasToString("{shapes=[[rerun]], shared=[a longer text, [1, [0, -1]]], document=[0, -2, -2, -1, -2]}");
    }

    @Test
    void negativeNumber_isNotMistakenForAReference() {
        assertThat(PackedJson.of(List.of(-1, 2))).hasToString("{shapes=[], shared=[], document=[0, {n=-1}, 2]}");
    }

    @Test
    void otherObject_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PackedJson.of(List.of(new Random(1))));
    }
}
