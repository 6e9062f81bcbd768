package dev.freshet.dataset.cell;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the columns of a table by their names. */
public final class ColumnNames {
    /** The limit on characters of the header in a message. */
    private static final int MOST_LISTED = 300;

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]");

    private ColumnNames() {}

    /**
     * Returns the index of each column. An exact name wins; otherwise a single column whose name differs only in case
     * and separators.
     *
     * @param place the position that follows the file's name in a message
     * @param holder what contains the columns, such as {@code the file}
     * @throws MalformedContent if a column is missing or ambiguous
     */
    public static int[] find(List<String> names, List<String> header, String place, String holder) {
        int[] places = new int[names.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = find(names.get(i), header, place);
            if (places[i] < 0) {
                missing.add(names.get(i));
            }
        }
        if (!missing.isEmpty()) {
            String all = missing.stream()
                    .map(name -> "no column \"" + name + "\"" + near(name, header))
                    .collect(Collectors.joining(", "));
            throw new MalformedContent(place, all + "; " + holder + " has " + listed(header));
        }
        return places;
    }

    private static String listed(List<String> header) {
        String all = String.join(", ", header);
        return all.length() <= MOST_LISTED ? all : all.substring(0, MOST_LISTED) + "...";
    }

    private static String near(String name, List<String> header) {
        return NearestName.of(name, header)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    private static int find(String name, List<String> header, String place) {
        int exact = only(name, header, header.stream().map(name::equals).toList(), place);
        return exact >= 0
                ? exact
                : only(
                        name,
                        header,
                        header.stream().map(at -> loose(at).equals(loose(name))).toList(),
                        place);
    }

    private static int only(String name, List<String> header, List<Boolean> matches, String place) {
        int first = matches.indexOf(true);
        int last = matches.lastIndexOf(true);
        if (first != last) {
            throw new MalformedContent(
                    place,
                    "two columns for \"" + name + "\": \"" + header.get(first) + "\" and \"" + header.get(last) + "\"");
        }
        return first;
    }

    private static String loose(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
