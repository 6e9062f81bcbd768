package dev.freshet.fingerprint;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parts from which the fingerprints of one link were computed, by the nodes' methods. */
public final class LinkedParts {
    /** The parts of a link that is not known. */
    public static final LinkedParts UNKNOWN = new LinkedParts("");

    private static final int WORDS = 5;

    private final List<String[]> parts = new ArrayList<>();
    private final Map<String, String[]> starts = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, List<String[]>> impure = new HashMap<>();

    /** @param text the parts, as {@link LinkCache} stores or shares them */
    public LinkedParts(String text) {
        for (String line : text.split("\n")) {
            if (line.startsWith("part\t")) {
                String[] words = line.split("\t", -1);
                parts.add(words);
                if (words.length == WORDS && words[1].startsWith(ReferenceCodec.METHOD)) {
                    starts.put(words[1], words);
                }
            } else if (line.startsWith("node\t")) {
                int end = line.indexOf('\t', "node\t".length());
                nodes.put(line.substring("node\t".length(), end < 0 ? line.length() : end), line);
            } else if (line.startsWith("impure\t")) {
                String[] words = line.split("\t", -1);
                impure.computeIfAbsent(words[1], method -> new ArrayList<>()).add(words);
            }
        }
    }

    /**
     * Returns the parts of a node's code by id; empty if unknown.
     *
     * @param method of the node, {@link NodeCode#method}
     */
    public Optional<SortedMap<String, CodePart>> of(String method) {
        return numbers(method).map(numbers -> {
            SortedMap<String, CodePart> code = new TreeMap<>();
            for (int number : numbers) {
                code.put(parts.get(number)[1], part(parts.get(number)));
            }
            return code;
        });
    }

    /**
     * Returns all parts of the code of nodes, each once, with the nodes that can reach it. Nodes whose parts are unknown
     * have none.
     *
     * @param methods of the nodes in their order, {@link NodeCode#method}
     */
    public List<ReachedPart> reached(List<String> methods) {
        List<BitSet> nodes = new ArrayList<>();
        parts.forEach(part -> nodes.add(new BitSet()));
        for (int node = 0; node < methods.size(); node++) {
            for (int number : numbers(methods.get(node)).orElse(new int[0])) {
                nodes.get(number).set(node);
            }
        }
        List<ReachedPart> reached = new ArrayList<>();
        for (int number = 0; number < parts.size(); number++) {
            if (!nodes.get(number).isEmpty()) {
                reached.add(new ReachedPart(parts.get(number)[1], part(parts.get(number)), nodes.get(number)));
            }
        }
        return reached;
    }

    private static CodePart part(String[] words) {
        return new CodePart(words[2], words[4], number(words[3]));
    }

    /** The numbers of a node's parts; empty if they are unknown or damaged. */
    private Optional<int[]> numbers(String method) {
        String node = nodes.get(method);
        if (node == null) {
            return Optional.empty();
        }
        String[] distances = node.split("\t");
        int[] numbers = new int[Math.max(0, distances.length - 2)];
        int number = 0;
        for (int i = 0; i < numbers.length; i++) {
            try {
                number += Integer.parseInt(distances[i + 2], PartsText.RADIX);
            } catch (NumberFormatException damaged) {
                return Optional.empty();
            }
            if (number < 0 || number >= parts.size() || parts.get(number).length != WORDS) {
                return Optional.empty();
            }
            numbers[i] = number;
        }
        return Optional.of(numbers);
    }

    /**
     * Returns the node's method itself; empty if unknown.
     *
     * @param method of the node, {@link NodeCode#method}
     */
    public Optional<CodePart> start(String method) {
        return Optional.ofNullable(starts.get(ReferenceCodec.METHOD + method)).map(LinkedParts::part);
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    /**
     * What in a node's code no fingerprint sees; nothing if that is not known.
     *
     * @param method of the node, {@link NodeCode#method}
     */
    public List<ImpureUse> impure(String method) {
        try {
            return impure.getOrDefault(method, List.of()).stream()
                    .map(words -> new ImpureUse(
                            ImpureKind.valueOf(words[2]),
                            words[3],
                            ReferenceCodec.read(words[4]),
                            words[5],
                            Integer.parseInt(words[6]),
                            List.of(words).subList(7, words.length)))
                    .toList();
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return List.of();
        }
    }
}
