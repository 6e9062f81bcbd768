package dev.freshet.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a page into prose and blocks. Knows as much of Markdown as the pages use. */
final class PageReader {
    private static final Pattern FENCE = Pattern.compile("( *)```(\\w*)\\s*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);

    private final String name;
    private final StringBuilder prose = new StringBuilder();
    private final Set<String> anchors = new LinkedHashSet<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Integer> blocksUnder = new HashMap<>();
    private String anchor = "";

    private PageReader(String name) {
        this.name = name;
    }

    static Page read(String name, List<String> lines) {
        PageReader reader = new PageReader(name);
        reader.read(lines);
        return new Page(name, reader.prose.toString(), reader.anchors, reader.blocks);
    }

    /** The text of each {@code `code`}, with a space for each break of a line. */
    static List<String> code(String prose) {
        return CODE.matcher(prose)
                .results()
                .map(code -> code.group(2).replaceAll("\\s*\n\\s*", " ").strip())
                .toList();
    }

    private void read(List<String> lines) {
        int i = 0;
        while (i < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                i = readBlock(lines, i, fence.group(1).length(), fence.group(2));
            } else {
                readProse(lines.get(i));
            }
            i++;
        }
    }

    private void readProse(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            anchor = anchor(heading.group(1));
            int number = 0;
            while (!anchors.add(number == 0 ? anchor : anchor + "-" + number)) {
                number++;
            }
        }
        prose.append(line).append('\n');
    }

    /** GitHub's rule. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Returns the line of the closing fence. */
    private int readBlock(List<String> lines, int opening, int indent, String language) {
        StringBuilder text = new StringBuilder();
        int i = opening + 1;
        while (i < lines.size() && !lines.get(i).strip().equals("```")) {
            String line = lines.get(i);
            text.append(line.substring(
                            Math.min(indent, line.length() - line.stripLeading().length())))
                    .append('\n');
            i++;
        }
        if (i == lines.size()) {
            throw new IllegalArgumentException(name + ":" + (opening + 1) + ": the block has no end");
        }
        int number = blocksUnder.merge(anchor, 1, Integer::sum);
        String place = name + "#" + anchor + (number == 1 ? "" : " (" + number + ")");
        blocks.add(new Block(place, language, opening + 1, text.toString()));
        prose.append('\n');
        return i;
    }
}
