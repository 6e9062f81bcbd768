package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphPicture.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes a document in the language of Graphviz. Names occur as labels only: boxes have generated ids. */
public final class Dot {
    private static final Map<State, String> STYLES = Map.of(
            State.RUN, ", color=\"#c2410c\", penwidth=3",
            State.MAYBE, ", color=\"#a16207\", penwidth=2",
            State.IN_MEMORY, ", style=\"rounded,dashed\"",
            State.KEPT_BACK, ", color=\"#a16207\", style=\"rounded,dotted\"",
            State.UP_TO_DATE, ", color=\"#15803d\"");

    private Dot() {}

    /** Returns the text of a picture of all nodes. */
    public static String text(GraphDocument document) {
        GraphPicture picture = GraphPicture.of(document, GraphPicture.deepest(document));
        List<String> lines = new ArrayList<>();
        lines.add("digraph {");
        lines.add("  graph [rankdir=TB, fontname=\"Helvetica\"]");
        lines.add("  node [shape=box, style=rounded, fontname=\"Helvetica\"]");
        new Clusters(picture.boxes()) {
            @Override
            void open(int number, String namespace, String indent) {
                lines.add(indent + "subgraph cluster_" + number + " {");
                lines.add(indent + "  label=\"" + name(namespace) + "\"");
            }

            @Override
            void close(String indent) {
                lines.add(indent + "}");
            }

            @Override
            void box(int number, Box box, String indent) {
                lines.add(indent + "b" + number + " [label=\"" + label(box) + "\"" + style(box) + "]");
            }
        }.write();
        picture.edges()
                .forEach(edge -> lines.add(
                        "  b" + edge.from() + " -> b" + edge.to() + (edge.isOrderOnly() ? " [style=dashed]" : "")));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private static String label(Box box) {
        StringJoiner label = new StringJoiner("\\n");
        label.add(name(box.name()));
        box.lines().forEach(line -> label.add(name(line)));
        return label.toString();
    }

    private static String style(Box box) {
        return switch (box.kind()) {
            case NODE, NAMESPACE -> box.state().map(STYLES::get).orElse("");
            case STORED -> ", shape=ellipse, style=solid";
            case MEMORY -> ", shape=ellipse, style=dashed";
        };
    }

    private static String name(String text) {
        return ShownText.of(text, Dot::written);
    }

    private static String written(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '&' -> "&amp;";
            default -> Character.toString(point);
        };
    }
}
