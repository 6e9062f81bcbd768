package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigNode;
import dev.freshet.config.MappingNode;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SequenceNode;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.format.CsvFormat;
import dev.freshet.dataset.parameter.ValueText;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Everything about a catalog entry that decides the values of its dataset, as text. That is what its options say, also those that
 * are left out and have a default, and what the name of the file decides; where the file is does not matter. Options are compared
 * as they are written, because formats are given their texts.
 */
final class Declaration {
    /** What does not decide the values. */
    private static final Set<String> PLACE = Set.of("path", "credentials", "versioned", "keep", "incremental");

    private final CatalogEntry entry;
    private final SortedText text = new SortedText();

    private Declaration(CatalogEntry entry) {
        this.entry = entry;
    }

    /** Empty if nothing is said that decides a value, as of a dataset in memory. */
    static String of(CatalogEntry entry) {
        boolean decides = entry.type().isStored()
                || entry.options().get(EntryOptions.SPILL).isPresent();
        return decides ? new Declaration(entry).text() : "";
    }

    private String text() {
        entry.options().entries().forEach((option, value) -> {
            if (!PLACE.contains(option)) {
                text.add(option, text(value.value()));
            }
        });
        EntryOptions read = new EntryOptions(entry.options(), entry.position());
        DatasetType type = read.type();
        if (type.isFile()) {
            text.add("(packing)", ValueText.quote(entry.compression().name()));
            // Readers of a cached value are given what was made, which the file may not keep exactly.
            text.add(EntryOptions.CACHED, String.valueOf(entry.isCached()));
            text.add(EntryOptions.VALIDATE, ValueText.quote(read.validation().name()));
        }
        type.format().ifPresent(this::format);
        type.provider().ifPresent(provider -> text.add("(version)", ValueText.quote(provider.version())));
        if (type.equals(DatasetType.CSV)) {
            csv(new CsvOptions(entry, read).dialect());
        } else if (type.equals(DatasetType.TEXT)) {
            text.add("encoding", ValueText.quote(read.encoding().name()));
        }
        return text.toString();
    }

    private void format(FileFormat format) {
        text.add("(version)", ValueText.quote(format.version()));
        if (format.options().contains(CatalogEntry.PATH)) {
            text.add("(ending)", ValueText.quote(entry.ending()));
        }
    }

    private void csv(CsvFormat.Dialect dialect) {
        text.add("delimiter", ValueText.quote(String.valueOf(dialect.delimiter())));
        text.add("quote", ValueText.quote(String.valueOf(dialect.quote())));
        text.add("header", String.valueOf(dialect.hasHeader()));
        text.add("encoding", ValueText.quote(dialect.encoding().name()));
    }

    /** The order of keys is that of the alphabet, in which they are handed on too. */
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
