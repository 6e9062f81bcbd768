package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphPicture.Box;
import dev.freshet.runtime.graph.GraphPicture.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Writes a document as a flowchart of Mermaid. Names occur as labels only: boxes have generated ids. If the picture is
 * too large for Mermaid, each namespace becomes one box, the deepest ones first. If it is still too large, its end is
 * left out.
 */
public final class Mermaid {
    /** Mermaid refuses more edges. */
    static final int MOST_EDGES = 500;
    /** Mermaid refuses longer texts. */
    static final int MOST_CHARACTERS = 50_000;

    private static final String DASHED = "stroke-dasharray:4 3";

    private record Style(String name, String css) {}

    private Mermaid() {}

    /** Returns the text of a picture that Mermaid draws. */
    public static String text(GraphDocument document) {
        GraphPicture picture = GraphPicture.of(document, 0);
        for (int depth = GraphPicture.deepest(document); depth > 0; depth--) {
            GraphPicture deeper = GraphPicture.of(document, depth);
            if (fits(deeper)) {
                return text(deeper, 0);
            }
        }
        return fits(picture) ? text(picture, 0) : cut(picture);
    }

    private static boolean fits(GraphPicture picture) {
        return picture.edges().size() <= MOST_EDGES && text(picture, 0).length() <= MOST_CHARACTERS;
    }

    /** Returns the picture of as many boxes as Mermaid draws, from the first one on. */
    private static String cut(GraphPicture picture) {
        int fitting = 0;
        int tooMany = picture.boxes().size();
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            if (fits(picture.first(middle, Integer.MAX_VALUE))) {
                fitting = middle;
            } else {
                tooMany = middle;
            }
        }
        return text(picture.first(fitting, MOST_EDGES), picture.boxes().size() - fitting);
    }

    private static String text(GraphPicture picture, int leftOut) {
        List<String> lines = new ArrayList<>();
        lines.add("flowchart TD");
        new Clusters(picture.boxes()) {
            @Override
            void open(int number, String namespace, String indent) {
                lines.add(indent + "subgraph g" + number + "[\"" + name(namespace) + "\"]");
            }

            @Override
            void close(String indent) {
                lines.add(indent + "end");
            }

            @Override
            void box(int number, Box box, String indent) {
                lines.add(indent + "b" + number + shape(box));
            }
        }.write();
        if (leftOut > 0) {
            lines.add("  more[[\"and " + leftOut + " more\"]]");
        }
        for (Edge edge : picture.edges()) {
            lines.add("  b" + edge.from() + (edge.isOrderOnly() ? " -.-> " : " --> ") + "b" + edge.to());
        }
        addStyles(lines, picture.boxes());
        return String.join("\n", lines) + "\n";
    }

    private static String shape(Box box) {
        String label = "\"" + label(box) + "\"";
        return switch (box.kind()) {
            case NODE -> "[" + label + "]";
            case NAMESPACE -> "[[" + label + "]]";
            case STORED, MEMORY -> "([" + label + "])";
        };
    }

    private static String label(Box box) {
        StringJoiner label = new StringJoiner("<br/>");
        label.add(name(box.name()));
        box.lines().forEach(line -> label.add(name(line)));
        return label.toString();
    }

    private static String name(String text) {
        return ShownText.of(text, Mermaid::written);
    }

    private static String written(int point) {
        boolean isPlain = Character.isLetterOrDigit(point) || point == '.' || point == '-' || point == ' ';
        return isPlain ? Character.toString(point) : "#" + point + ";";
    }

    private static void addStyles(List<String> lines, List<Box> boxes) {
        Map<State, StringJoiner> byState = new TreeMap<>();
        StringJoiner inMemory = new StringJoiner(",");
        for (int i = 0; i < boxes.size(); i++) {
            String id = "b" + i;
            boxes.get(i)
                    .state()
                    .ifPresent(state -> byState.computeIfAbsent(state, each -> new StringJoiner(","))
                            .add(id));
            if (boxes.get(i).kind() == GraphPicture.Kind.MEMORY) {
                inMemory.add(id);
            }
        }
        byState.forEach((state, ids) -> addStyle(lines, style(state), ids));
        if (inMemory.length() > 0) {
            addStyle(lines, new Style("memory", DASHED), inMemory);
        }
    }

    private static Style style(State state) {
        return switch (state) {
            case RUN -> new Style("run", "stroke:#c2410c,stroke-width:3px");
            case MAYBE -> new Style("maybe", "stroke:#a16207,stroke-width:2px");
            case IN_MEMORY -> new Style("inMemory", DASHED);
            case KEPT_BACK -> new Style("keptBack", "stroke:#a16207,stroke-dasharray:2 2");
            case UP_TO_DATE -> new Style("upToDate", "stroke:#15803d");
        };
    }

    private static void addStyle(List<String> lines, Style style, StringJoiner ids) {
        lines.add("  classDef " + style.name() + " " + style.css());
        lines.add("  class " + ids + " " + style.name());
    }
}
