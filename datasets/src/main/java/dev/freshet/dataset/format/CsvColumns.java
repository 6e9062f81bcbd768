package dev.freshet.dataset.format;

import dev.freshet.dataset.cell.CellForms;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a catalog entry says about the columns of a table.
 *
 * @param formats date patterns by component, column or type
 * @param headers column names by component, where they differ
 * @param nulls the cells that stand for null, besides empty ones
 */
record CsvColumns(Map<String, List<String>> formats, Map<String, String> headers, CellForms forms, List<String> nulls) {
    static final CsvColumns USUAL = new CsvColumns(Map.of(), Map.of(), CellForms.USUAL, List.of());

    /** Returns the key of the patterns of a component; empty if it has none. */
    Optional<String> formatOf(String component, String header, Type type) {
        return Stream.of(component, header, JavaTypes.raw(type).getSimpleName())
                .filter(formats::containsKey)
                .findFirst();
    }
}
