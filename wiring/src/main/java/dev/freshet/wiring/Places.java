package dev.freshet.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The places of many datasets. Each place is compared only with the places that it can overlap. */
public final class Places {
    private final List<DatasetPlace> all = new ArrayList<>();
    private final SortedMap<String, List<Integer>> files = new TreeMap<>();
    private final SortedMap<String, List<Integer>> patterns = new TreeMap<>();

    /** Creates an empty set of places. */
    public Places() {}

    /** Adds a dataset, and returns the first earlier dataset whose place conflicts with it. */
    public Optional<DatasetPlace> add(DatasetPlace added) {
        Optional<DatasetPlace> first = candidates(added.place()).stream()
                .map(all::get)
                .filter(added::conflictsWith)
                .findFirst();
        int number = all.size();
        all.add(added);
        added.place()
                .globs()
                .forEach(glob -> (glob.isExact() ? files : patterns)
                        .computeIfAbsent(glob.prefix(), prefix -> new ArrayList<>())
                        .add(number));
        return first;
    }

    private SortedSet<Integer> candidates(Place place) {
        SortedSet<Integer> found = new TreeSet<>();
        for (Place.Glob glob : place.globs()) {
            String prefix = glob.prefix();
            if (glob.isExact()) {
                add(files.get(prefix), found);
            } else {
                below(files, prefix, found);
                below(patterns, prefix, found);
            }
            for (int end = 0; end <= prefix.length() && !patterns.isEmpty(); end++) {
                add(patterns.get(prefix.substring(0, end)), found);
            }
        }
        return found;
    }

    private static void below(SortedMap<String, List<Integer>> all, String prefix, SortedSet<Integer> found) {
        for (Map.Entry<String, List<Integer>> entry : all.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return;
            }
            found.addAll(entry.getValue());
        }
    }

    private static void add(@Nullable List<Integer> numbers, SortedSet<Integer> found) {
        if (numbers != null) {
            found.addAll(numbers);
        }
    }
}
