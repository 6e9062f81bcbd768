package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.parameter.ValueText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Writes everything in a catalog entry that determines the values of its dataset as text: its options, and what the
 * name of the file determines. The location of the file does not matter, and neither do options that are given with
 * their default. The defaults of options that are declared as {@link Option#comparedByMeaning} are part of the text.
 * The text of an entry must never change from one release to the next, because then every node would run again.
 */
final class Declaration {
    /** The options that do not determine the values. */
    private static final Set<String> PLACE = Set.of("path", "credentials", "versioned", "keep", "incremental");

    private final Entry entry;
    private final SortedText text = new SortedText();

    private Declaration(Entry entry) {
        this.entry = entry;
    }

    /** Returns the text; an empty text if nothing in the entry determines a value, as for most datasets in memory. */
    static String of(Entry entry) {
        boolean decides =
                !(entry instanceof MemoryEntry memory) || memory.spill().isPresent();
        return decides ? new Declaration(entry).text() : "";
    }

    private String text() {
        Optional<EntryOptions> options = options();
        entry.written().options().entries().forEach((option, value) -> {
            if (!PLACE.contains(option)
                    && options.map(all -> decides(all, option)).orElse(true)) {
                text.add(
                        option,
                        options.map(all -> given(all, option, value.value())).orElseGet(() -> text(value.value())));
            }
        });
        if (entry instanceof FileEntry file) {
            file(file);
        } else if (entry instanceof ProvidedEntry provided) {
            text.add("(version)", ValueText.quote(provided.type().provider().version()));
        }
        return text.toString();
    }

    private Optional<EntryOptions> options() {
        if (entry instanceof FileEntry file) {
            return Optional.of(file.options());
        }
        return entry instanceof ProvidedEntry provided ? Optional.of(provided.options()) : Optional.empty();
    }

    /** Returns whether another value of a given option, or none, could give other values of the dataset. */
    private static boolean decides(EntryOptions options, String option) {
        return options.declaration(option)
                .map(declared -> declared.isCompared() && !options.values().isGivenAsDefault(option))
                .orElse(true);
    }

    /** Returns the text of a given option: {@code True} and {@code true} are equal. */
    private static String given(EntryOptions options, String option, ConfigNode written) {
        boolean isSecret = written instanceof ScalarNode scalar && scalar.secret();
        return options.given(option)
                .filter(value -> !isSecret && written instanceof ScalarNode)
                .map(value -> ValueText.quote(Option.show(value)))
                .orElseGet(() -> text(written));
    }

    private void file(FileEntry file) {
        text.add("(packing)", ValueText.quote(file.compression().name()));
        // Consumers of a cached value receive the producer's value, which the file may not preserve exactly.
        text.add("cached", String.valueOf(file.isCached()));
        text.add("validate", ValueText.quote(file.validation().name()));
        FileFormat format = file.type().format();
        if (!file.type().isBuiltIn() || !format.version().isEmpty()) {
            text.add("(version)", ValueText.quote(format.version()));
        }
        for (Option option : format.options()) {
            if (option.isComparedByMeaning()) {
                file.options().values().find(option.name()).ifPresent(value -> text.add(option.name(), text(value)));
            } else if (!option.presetsByEnding().isEmpty()) {
                text.add("(ending)", ValueText.quote(file.options().ending()));
            }
        }
    }

    /** Returns the text of a parsed value: {@code True} and {@code true} are equal. */
    private static String text(Object value) {
        if (value instanceof Map<?, ?> texts) {
            SortedText all = new SortedText();
            texts.forEach((key, each) -> all.add(String.valueOf(key), ValueText.quote(String.valueOf(each))));
            return all.toString();
        }
        return value instanceof Boolean || value instanceof Long
                ? String.valueOf(value)
                : ValueText.quote(Option.show(value));
    }

    /** Returns the text of a node. Keys are in alphabetical order, in which providers also receive them. */
    private static String text(ConfigNode node) {
        if (node instanceof MappingNode mapping) {
            SortedText all = new SortedText();
            mapping.entries().forEach((key, value) -> all.add(key, text(value.value())));
            return all.toString();
        }
        if (node instanceof SequenceNode sequence) {
            StringJoiner all = new StringJoiner(",", "[", "]");
            sequence.items().forEach(item -> all.add(text(item)));
            return all.toString();
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.secret() ? ValueText.hidden(scalar.text()) : ValueText.quote(scalar.text());
    }

    /** A JSON object whose keys are sorted. */
    private static final class SortedText {
        private final Map<String, String> values = new TreeMap<>();

        void add(String key, String value) {
            values.put(key, value);
        }

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(",", "{", "}");
            values.forEach((key, value) -> text.add(ValueText.quote(key) + ":" + value));
            return text.toString();
        }
    }
}
