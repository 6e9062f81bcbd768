package dev.freshet.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A flowchart of a page, as rules for imports: a box may import every box that its arrows lead to, directly or by way of
 * others. A dashed arrow allows that one import only.
 */
record Picture(Set<Arrow> arrows) {
    private static final Pattern ARROW = Pattern.compile("\\s*([\\w.]+) (-->|-\\.->) ([\\w.]+)");

    /** An import that a picture shows. */
    record Arrow(String from, String to, boolean dashed) {}

    /** The first flowchart behind a heading. */
    static Picture read(Path page, String heading) throws IOException {
        List<String> lines = Files.readAllLines(page);
        int start = lines.indexOf(heading);
        Set<Arrow> arrows = new LinkedHashSet<>();
        boolean inside = false;
        for (String line : lines.subList(start + 1, lines.size())) {
            if (line.startsWith("```")) {
                if (inside) {
                    break;
                }
                inside = line.equals("```mermaid");
            }
            Matcher arrow = ARROW.matcher(line);
            if (inside && arrow.matches()) {
                arrows.add(
                        new Arrow(arrow.group(1), arrow.group(3), arrow.group(2).equals("-.->")));
            }
        }
        return new Picture(arrows);
    }

    Picture without(Arrow arrow) {
        Set<Arrow> fewer = new LinkedHashSet<>(arrows);
        fewer.remove(arrow);
        return new Picture(fewer);
    }

    /** Where picture and code differ, a line each. */
    List<String> differences(Map<String, ? extends Collection<String>> imports) {
        List<String> differences = new ArrayList<>();
        imports.forEach((from, all) -> {
            Set<String> allowed = reachable(from);
            for (String to : new TreeSet<>(all)) {
                if (!allowed.contains(to) && !arrows.contains(new Arrow(from, to, true))) {
                    differences.add(from + " imports " + to + ", which the picture does not allow");
                }
            }
            if (arrows.stream().noneMatch(arrow -> arrow.from.equals(from) || arrow.to.equals(from))) {
                differences.add(from + " is missing from the picture");
            }
        });
        for (Arrow arrow : arrows) {
            @Nullable Collection<String> known = imports.get(arrow.from);
            if (known == null || !known.contains(arrow.to)) {
                differences.add("the picture shows " + arrow.from + " -> " + arrow.to + ", but nothing imports it");
            }
        }
        return differences;
    }

    private Set<String> reachable(String from) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (Arrow arrow : arrows) {
                if (!arrow.dashed && arrow.from.equals(at) && seen.add(arrow.to)) {
                    open.add(arrow.to);
                }
            }
        }
        return seen;
    }
}
