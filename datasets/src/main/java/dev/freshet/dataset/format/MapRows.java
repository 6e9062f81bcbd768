package dev.freshet.dataset.format;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.cell.ColumnNames;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that are maps from column to text. Without a header, the columns are {@code 1}, {@code 2} and so on. */
public final class MapRows implements Rows {
    private List<String> names = List.of();
    private Map<String, @Nullable String> cells = new LinkedHashMap<>();

    @Override
    public void header(List<String> header) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        header.stream().filter(name -> !seen.add(name)).forEach(twice::add);
        if (!twice.isEmpty()) {
            String columns = twice.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
            throw new MalformedContent(
                    ":1",
                    (twice.size() == 1 ? "duplicate column " : "duplicate columns ") + columns + "; the file has "
                            + ColumnNames.listed(header));
        }
        names = header;
    }

    @Override
    public void width(int columns) {
        names = IntStream.rangeClosed(1, columns).mapToObj(String::valueOf).toList();
    }

    @Override
    public void cell(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == 0) {
            cells = new LinkedHashMap<>();
        }
        cells.put(names.get(index), Rows.text(buffer, offset, length, quoted));
    }

    @Override
    public Object row() {
        return Collections.unmodifiableMap(cells);
    }

    @Override
    public List<String> columns(@Nullable Object first) {
        if (first instanceof Map<?, ?> row) {
            names = row.keySet().stream().map(String::valueOf).toList();
        }
        return names;
    }

    @Override
    public void write(Object row, CellOutput out) {
        Map<?, ?> map = (Map<?, ?>) row;
        for (String name : names) {
            if (!map.containsKey(name)) {
                throw new MalformedContent("", "it has no \"" + name + "\", but the first row has one");
            }
        }
        if (map.size() != names.size()) {
            throw extra(map);
        }
        names.forEach(name -> out.cell((String) map.get(name)));
    }

    private MalformedContent extra(Map<?, ?> map) {
        String key = map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !names.contains(name))
                .findFirst()
                .orElse("");
        return new MalformedContent(
                "", "it has \"" + key + "\", but the first row does not" + NearestName.suffix(key, names));
    }
}
