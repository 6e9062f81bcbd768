package dev.freshet.runtime.dataset;

import dev.freshet.config.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which column of a table is meant by a name: that of exactly the name, or else the only one that differs in case and separators. */
public final class ColumnNames {
    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]");

    private ColumnNames() {}

    /**
     * The index of the column; -1 if there is none.
     *
     * @throws MalformedContent if there are two
     */
    public static int find(String name, List<String> columns) {
        int exact = only(name, columns, columns.stream().map(name::equals).toList());
        return exact >= 0
                ? exact
                : only(
                        name,
                        columns,
                        columns.stream()
                                .map(at -> loose(at).equals(loose(name)))
                                .toList());
    }

    private static int only(String name, List<String> columns, List<Boolean> matches) {
        int first = matches.indexOf(true);
        int last = matches.lastIndexOf(true);
        if (first != last) {
            throw new MalformedContent(
                    "",
                    "two columns for \"" + name + "\": \"" + columns.get(first) + "\" and \"" + columns.get(last)
                            + "\"");
        }
        return first;
    }

    private static String loose(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** That there is no such column, with the nearest one. */
    public static String missing(String name, List<String> columns) {
        return "no column \"" + name + "\""
                + NearestName.of(name, columns)
                        .map(near -> " (did you mean \"" + near + "\"?)")
                        .orElse("");
    }
}
