package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.RecordBinding;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses texts that UTF-8 cannot hold, for which the library would write question marks. */
final class WellFormedTexts {
    private final Map<Class<?>, RecordBinding> bindings = new HashMap<>();

    /** @throws MalformedContent if a text in a record has half of a surrogate pair */
    void check(@Nullable Object value) {
        if (value instanceof String text) {
            check(text);
        } else if (value instanceof Record) {
            RecordBinding binding = bindings.computeIfAbsent(value.getClass(), RecordBinding::of);
            for (Object part : binding.values(value)) {
                check(part);
            }
        } else if (value instanceof Iterable<?> many) {
            many.forEach(this::check);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, part) -> {
                check(key);
                check(part);
            });
        }
    }

    private static void check(String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new MalformedContent("", "a text has half of a surrogate pair, which UTF-8 cannot hold");
        }
    }
}
