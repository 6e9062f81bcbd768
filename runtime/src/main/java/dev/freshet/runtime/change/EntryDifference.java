package dev.freshet.runtime.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists the options in which two declarations of a catalog entry differ. */
final class EntryDifference {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What a declaration has beside options. */
    private static final Map<String, String> WORDS = Map.of(
            "(packing)", "compression",
            "(version)", "version of the dataset type",
            "(ending)", "suffix of the file");

    private EntryDifference() {}

    /** Returns a text for each option that differs; none if one of the declarations is not known. */
    static List<String> options(String before, String after) {
        Optional<JsonNode> old = declaration(before);
        Optional<JsonNode> now = declaration(after);
        List<String> texts = new ArrayList<>();
        if (old.isPresent() && now.isPresent()) {
            Set<String> options = new TreeSet<>(old.get().propertyNames());
            options.addAll(now.get().propertyNames());
            for (String option : options) {
                JsonNode was = old.get().get(option);
                JsonNode is = now.get().get(option);
                if (was == null || !was.equals(is)) {
                    texts.add(WORDS.getOrDefault(option, option) + " " + shown(was) + " -> " + shown(is));
                }
            }
        }
        return texts;
    }

    private static Optional<JsonNode> declaration(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null) {
            return "(default)";
        }
        return value.isString() && value.stringValue().isEmpty() ? "none" : ParameterDifference.text(value.toString());
    }
}
