package dev.freshet.dataset.parameter;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.parameter.ParameterBinder.Bound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The text of a record that was created from a group of parameters. The text shows the record's current components,
 * which its constructor may have changed.
 */
final class RecordText {
    private RecordText() {}

    /**
     * Returns JSON by component, in the record's order.
     *
     * @param components the constructor's arguments
     */
    static String of(Object record, List<Bound> components, MappingNode mapping) {
        Optional<Map<String, @Nullable Object>> fields = ValueText.fields(record);
        StringJoiner text = new StringJoiner(",", "{", "}");
        int index = 0;
        for (var component : record.getClass().getRecordComponents()) {
            String name = component.getName();
            Bound given = components.get(index++);
            String own = fields.isEmpty() || isSame(fields.get().get(name), given.value())
                    ? given.text()
                    : changed(fields.get().get(name), given, mapping);
            text.add(ValueText.quote(name) + ":" + own);
        }
        return text.toString();
    }

    /**
     * Equal single values are the same. A collection is the same only if it is the same object, because an equal one
     * can have another order.
     */
    @SuppressWarnings("ReferenceEquality") // equal collections may have another order
    private static boolean isSame(@Nullable Object now, @Nullable Object given) {
        return now == given
                || (given != null
                        && given.equals(now)
                        && (given instanceof Number
                                || given instanceof Boolean
                                || given instanceof Character
                                || given instanceof String));
    }

    /** A constructor can derive each component from any other, so one secret argument hides every changed component. */
    private static String changed(@Nullable Object now, Bound given, MappingNode mapping) {
        String text = ValueText.of(now).orElse(given.text());
        return hasSecrets(mapping) ? ValueText.hidden(text) : text;
    }

    private static boolean hasSecrets(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            return mapping.entries().values().stream().anyMatch(entry -> hasSecrets(entry.value()));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items().stream().anyMatch(RecordText::hasSecrets);
        }
        return ((ScalarNode) node).secret();
    }
}
