package dev.freshet.dataset.catalog;

import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.config.ScalarNode;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.LosslessTypes;
import dev.freshet.dataset.format.CsvFormat;
import dev.freshet.dataset.format.ListRows;
import dev.freshet.dataset.format.MapRows;
import dev.freshet.dataset.format.RecordRows;
import dev.freshet.dataset.format.Rows;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the catalog entry of a CSV file says of its form. */
final class CsvOptions {
    private final CatalogEntry entry;
    private final EntryOptions read;

    CsvOptions(CatalogEntry entry, EntryOptions read) {
        this.entry = entry;
        this.read = read;
    }

    /** Notes the mistakes that show whatever the rows are. */
    void check() {
        dialect();
        read.texts("formats");
        read.texts("columns");
    }

    /** The dialect with its defaults, one of which depends on the file's name. */
    CsvFormat.Dialect dialect() {
        CsvFormat.Dialect dialect = new CsvFormat.Dialect(
                read.character("delimiter", entry.ending().equals(".tsv") ? '\t' : ','),
                read.character("quote", '"'),
                read.flag("header", true),
                read.encoding());
        if (dialect.delimiter() == dialect.quote()) {
            read.problem(read.position("quote"), "\"quote\" must be another character than \"delimiter\"");
        }
        return dialect;
    }

    CsvFormat format(Type row) {
        CsvFormat.Dialect dialect = dialect();
        Map<String, ScalarNode> formats = read.texts("formats");
        Map<String, ScalarNode> columns = read.texts("columns");
        Class<?> raw = JavaTypes.raw(row);
        if (!raw.isRecord()) {
            noRecord("formats", formats, row);
            noRecord("columns", columns, row);
            return new CsvFormat(dialect, raw == Map.class ? MapRows::new : ListRows::new, false);
        }
        Map<String, String> headers = texts(columns);
        Set<String> components = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known("columns", columns, components, raw);
        Set<String> formattable = new LinkedHashSet<>(components);
        formattable.addAll(headers.values());
        known("formats", formats, formattable, raw);
        read.require();
        Supplier<Rows> rows = () -> new RecordRows(raw, texts(formats), headers);
        try {
            Objects.requireNonNull(rows.get(), "made once now, so that mistakes of the record show before the run");
        } catch (MalformedContent e) {
            read.problem(entry.position(), "dataset \"" + entry.name() + "\": " + e.problem());
        }
        boolean lossless =
                formats.isEmpty() && dialect.encoding().equals(StandardCharsets.UTF_8) && LosslessTypes.inTable(row);
        return new CsvFormat(dialect, rows, lossless);
    }

    private void noRecord(String option, Map<String, ScalarNode> given, Type row) {
        if (!given.isEmpty()) {
            read.problem(
                    read.position(option),
                    "\"" + option + "\" is for rows that are records, not for " + JavaTypes.show(row));
        }
    }

    private void known(String option, Map<String, ScalarNode> given, Set<String> legal, Class<?> record) {
        for (String key : given.keySet()) {
            if (!legal.contains(key)) {
                Position place = read.keyPosition(option, key);
                read.problem(
                        place,
                        "\"" + option + "\" has \"" + key + "\", which is not a component of " + JavaTypes.show(record)
                                + "; " + NearestName.hint(key, legal));
            }
        }
    }

    private static Map<String, String> texts(Map<String, ScalarNode> scalars) {
        Map<String, String> texts = new LinkedHashMap<>();
        scalars.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }
}
