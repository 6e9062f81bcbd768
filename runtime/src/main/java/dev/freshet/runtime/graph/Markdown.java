package dev.freshet.runtime.graph;

import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a run would do as a comment for a pull request: the nodes that would run, with their reasons, the nodes
 * that may run, and the graph. The text is shorter than GitHub's limit of 65,536 characters. Names and reasons are
 * formatted as code, so that no platform finds people and links in them.
 */
public final class Markdown {
    /**
     * The largest length of all rows. With the largest graph that Mermaid draws and the rest of the text, the comment
     * stays short enough.
     */
    private static final int MOST_CHARACTERS_OF_ROWS = 10_000;

    private static final int MOST_REASONS = 3;
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 160;
    private static final int LONGEST_NOTE = 1000;

    private final GraphDocument document;
    private final List<String> lines = new ArrayList<>();

    private Markdown(GraphDocument document) {
        this.document = document;
    }

    /**
     * Returns the text.
     *
     * @param notes sentences below the heading
     */
    public static String text(GraphDocument document, List<String> notes) {
        return new Markdown(document).write(notes);
    }

    private String write(List<String> notes) {
        List<Node> runs = in(State.RUN);
        List<Node> maybe = in(State.MAYBE);
        lines.add("### " + escaped(document.pipeline(), LONGEST_NAME) + ": " + total(runs.size(), maybe.size()));
        notes.forEach(note -> paragraph(escaped(note, LONGEST_NOTE)));
        addRows(runs);
        addNames("May run, if what they read changes: ", maybe);
        addNames("Kept back, although changed: ", in(State.KEPT_BACK));
        paragraph("<details>");
        lines.add("<summary>Graph</summary>");
        paragraph("```mermaid\n" + Mermaid.text(document) + "```");
        paragraph("</details>");
        return String.join("\n", lines) + "\n";
    }

    private void paragraph(String text) {
        lines.add("");
        lines.add(text);
    }

    private List<Node> in(State state) {
        return document.nodes().stream()
                .filter(node ->
                        node.status().map(Status::state).filter(state::equals).isPresent())
                .toList();
    }

    private String total(int runs, int maybe) {
        int all = document.nodes().size();
        String nodes = all + (all == 1 ? " node" : " nodes");
        if (document.nodes().stream().anyMatch(node -> node.status().isEmpty())) {
            return nodes + " would run, since nothing is stored";
        }
        if (runs == 0 && maybe == 0) {
            return "nothing to run";
        }
        return runs + " of " + nodes + " would run" + (maybe == 0 ? "" : ", " + maybe + " may");
    }

    private void addRows(List<Node> runs) {
        if (runs.isEmpty()) {
            return;
        }
        paragraph("| node | place | why |\n|---|---|---|");
        int length = 0;
        for (int i = 0; i < runs.size(); i++) {
            String row = row(runs.get(i));
            length += row.length();
            if (length > MOST_CHARACTERS_OF_ROWS) {
                lines.add("| and " + (runs.size() - i) + " more | | |");
                return;
            }
            lines.add(row);
        }
    }

    private static String row(Node node) {
        List<String> reasons = node.status().map(Status::reasons).orElse(List.of());
        List<String> shown = new ArrayList<>();
        reasons.stream().limit(MOST_REASONS).forEach(reason -> shown.add(code(reason, LONGEST_REASON)));
        if (reasons.size() > MOST_REASONS) {
            shown.add("and " + (reasons.size() - MOST_REASONS) + " more");
        }
        String place = node.source().substring(node.source().lastIndexOf('/') + 1);
        return "| " + code(node.name(), LONGEST_NAME) + " | " + (place.isEmpty() ? "" : code(place, LONGEST_NAME))
                + " | " + String.join("<br>", shown) + " |";
    }

    private void addNames(String title, List<Node> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>();
        nodes.stream().limit(MOST_NAMES).forEach(node -> shown.add(code(node.name(), LONGEST_NAME)));
        if (nodes.size() > MOST_NAMES) {
            shown.add("and " + (nodes.size() - MOST_NAMES) + " more");
        }
        paragraph(title + String.join(", ", shown));
    }

    private static String code(String text, int longest) {
        return "<code>" + escaped(text, longest) + "</code>";
    }

    private static String escaped(String text, int longest) {
        return ShownText.of(text, longest, Markdown::written);
    }

    private static String written(int point) {
        boolean isPlain = Character.isLetterOrDigit(point) || ".,-:/ ".indexOf(point) >= 0;
        return isPlain ? Character.toString(point) : "&#" + point + ";";
    }
}
