package dev.freshet.dataset.cell;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the columns of a table by their names. */
public final class ColumnNames {
    /** The limit on characters of the header in a message. */
    private static final int MOST_LISTED = 2000;

    private static final Map<Integer, String> NUMBERS = Map.of(2, "two", 3, "three");

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s]");

    private ColumnNames() {}

    /**
     * Returns the index of each column. An exact name wins; otherwise a single column whose name differs only in case
     * and separators.
     *
     * @param place the position that follows the file's name in a message
     * @param holder what contains the columns, such as {@code the file}
     * @throws MalformedContent if columns are missing or ambiguous; the message has all of them
     */
    public static int[] find(List<String> names, List<String> header, String place, String holder) {
        int[] places = new int[names.size()];
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            String name = names.get(i);
            List<Integer> found = matches(name, header);
            places[i] = found.isEmpty() ? -1 : found.get(0);
            if (found.isEmpty()) {
                problems.add("no column \"" + name + "\"" + near(name, header));
            } else if (found.size() > 1) {
                problems.add(several(name, header, found));
            }
        }
        if (!problems.isEmpty()) {
            throw new MalformedContent(place, String.join(", ", problems) + "; " + holder + " has " + listed(header));
        }
        return places;
    }

    /** Returns whether the column of a name is the one at an index of a header, and no other. */
    public static boolean isFound(String name, int index, List<String> header) {
        return matches(name, header).equals(List.of(index));
    }

    /** Returns the names of a header for a message. */
    public static String listed(List<String> header) {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (String name : header) {
            length += name.length() + 2;
            if (length > MOST_LISTED) {
                break;
            }
            shown.add(name.isEmpty() ? "\"\"" : name);
        }
        int more = header.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String near(String name, List<String> header) {
        return NearestName.of(name, header)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    private static String several(String name, List<String> header, List<Integer> found) {
        String columns = found.stream().map(i -> "\"" + header.get(i) + "\"").collect(Collectors.joining(" and "));
        return NUMBERS.getOrDefault(found.size(), String.valueOf(found.size())) + " columns for \"" + name + "\": "
                + columns;
    }

    private static List<Integer> matches(String name, List<String> header) {
        List<Integer> exact = indexes(header, name::equals);
        String wanted = loose(name);
        return exact.isEmpty() ? indexes(header, at -> loose(at).equals(wanted)) : exact;
    }

    private static List<Integer> indexes(List<String> header, Predicate<String> test) {
        return IntStream.range(0, header.size())
                .filter(i -> test.test(header.get(i)))
                .boxed()
                .toList();
    }

    private static String loose(String name) {
        return SEPARATORS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
