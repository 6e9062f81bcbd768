package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of the code of many nodes as text: each part once, then for each node its method and the numbers of its parts,
 * each as the distance from the one before.
 */
final class PartsText {
    private static final int RADIX = 36;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final StringBuilder parts = new StringBuilder();
    private final StringBuilder nodes = new StringBuilder();

    void add(String method, SortedMap<String, CodePart> code) {
        List<Integer> used = new ArrayList<>();
        code.forEach((id, part) -> {
            String line = String.join(
                    "\t", "part", word(id), word(part.digest()), Integer.toString(part.line()), word(part.source()));
            Integer number = numbers.get(line);
            if (number == null) {
                number = numbers.size();
                numbers.put(line, number);
                parts.append(line).append('\n');
            }
            used.add(number);
        });
        used.sort(null);
        nodes.append("node\t").append(method);
        int last = 0;
        for (int number : used) {
            nodes.append('\t').append(Integer.toString(number - last, RADIX));
            last = number;
        }
        nodes.append('\n');
    }

    private static String word(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    @Override
    public String toString() {
        return parts.toString() + nodes;
    }

    static Optional<SortedMap<String, CodePart>> read(String text, String method) {
        List<String> parts = new ArrayList<>();
        String node = "node\t" + method;
        for (String line : text.split("\n")) {
            if (line.startsWith("part\t")) {
                parts.add(line);
            } else if (line.equals(node) || line.startsWith(node + "\t")) {
                return Optional.of(read(line, parts));
            }
        }
        return Optional.empty();
    }

    private static SortedMap<String, CodePart> read(String node, List<String> parts) {
        SortedMap<String, CodePart> code = new TreeMap<>();
        String[] distances = node.split("\t");
        int number = 0;
        for (int i = 2; i < distances.length; i++) {
            number += Integer.parseInt(distances[i], RADIX);
            String[] words = parts.get(number).split("\t", -1);
            code.put(words[1], new CodePart(words[2], words[4], Integer.parseInt(words[3])));
        }
        return code;
    }
}
