package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The parts of the code of many nodes as text: each part once, then for each node its method and the numbers of its
 * parts, each as the distance from the one before. {@link LinkedParts} reads it.
 */
final class PartsText {
    static final int RADIX = 36;

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

    void addImpure(String method, List<ImpureUse> uses) {
        for (ImpureUse use : uses) {
            nodes.append(String.join(
                            "\t",
                            "impure",
                            method,
                            use.kind().name(),
                            word(use.what()),
                            word(use.unit().text()),
                            word(use.source()),
                            Integer.toString(use.line())))
                    .append(use.via().isEmpty() ? "" : "\t" + String.join("\t", use.via()))
                    .append('\n');
        }
    }

    /**
     * What of a text others may see: names, digests and places in the source of what nodes can reach. Reasons why code
     * is unknown name files of this machine, and impure uses quote the source.
     */
    static String withoutPrivate(String text) {
        StringBuilder rest = new StringBuilder();
        for (String line : text.split("\n")) {
            if (line.startsWith("part\t" + ReferenceCodec.UNKNOWN)) {
                // Nodes name parts by their numbers.
                rest.append("part\tunknown\t\t0\t\n");
            } else if (line.startsWith("part\t") || line.startsWith("node\t")) {
                rest.append(line).append('\n');
            }
        }
        return rest.toString();
    }

    private static String word(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    @Override
    public String toString() {
        return parts.toString() + nodes;
    }
}
