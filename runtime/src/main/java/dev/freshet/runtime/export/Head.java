package dev.freshet.runtime.export;

import dev.freshet.config.VisibleText;
import dev.freshet.runtime.graph.GraphDocument.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The comment at the head of an exported file: what it is, and what the user must add. */
final class Head {
    private static final int MOST_NAMES = 10;
    private static final int WIDTH = 100;

    private final Schedule schedule;
    private final List<String> lines = new ArrayList<>();

    private Head(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Returns the lines, each as a comment.
     *
     * @param engine what the engine needs, one paragraph each
     */
    static String text(Schedule schedule, List<String> engine) {
        Head head = new Head(schedule);
        head.paragraph("The pipeline " + schedule.pipeline() + ", environment "
                + schedule.deployment().graph().environment()
                + ". This file is written by a command; make it again when"
                + " nodes, order, resources or the catalog change:");
        head.lines.add("  " + VisibleText.line(schedule.options().madeBy()));
        head.lines.add("");
        head.paragraph("Each task is a process that runs the nodes that it names, as far as they are stale.");
        engine.forEach(text -> head.item(text));
        head.addState();
        head.addVariables();
        head.addNodes();
        StringBuilder text = new StringBuilder();
        head.lines.forEach(
                line -> text.append(line.isEmpty() ? "#" : "# " + line).append('\n'));
        return text.toString();
    }

    private void addState() {
        List<String> files = schedule.deployment().filesOfCheckout();
        boolean hasPods =
                schedule.tasks().stream().anyMatch(task -> task.image().isPresent());
        if (!schedule.deployment().sharesState()) {
            item("The project has no shared state (\"state\" in run.yml), so the tasks run one at a time"
                    + (hasPods
                            ? ", and each needs one and the same project directory: mount a volume with the data and"
                                    + " .freshet."
                            : ", in one project directory."));
        } else if (hasPods && !files.isEmpty()) {
            item("These datasets are files of the checkout: mount the project directory, with .freshet, or store them"
                    + " below one of the shared_paths or in a bucket: " + names(files) + ".");
        }
    }

    private void addVariables() {
        SortedSet<String> variables = schedule.deployment().variables();
        if (!variables.isEmpty()) {
            item("The configuration reads these environment variables: " + names(List.copyOf(variables)) + ".");
        }
    }

    private void addNodes() {
        List<Node> nodes = schedule.deployment().graph().nodes();
        names(
                "Nodes that run only when forced by name are up to date for every task; those of no task are left out: ",
                nodes.stream().filter(Barriers::isOnDemand).map(Node::name).toList());
        names(
                "Nothing runs beside these, so all other tasks come before or after them: ",
                nodes.stream()
                        .filter(node -> node.options().exclusive())
                        .map(Node::name)
                        .toList());
        names(
                "These take failures as their input. They learn of a failure in their own task only: ",
                nodes.stream()
                        .filter(node -> node.inputs().stream()
                                .anyMatch(input -> input.form().equals("outcome")))
                        .map(Node::name)
                        .toList());
    }

    private void names(String text, List<String> names) {
        if (!names.isEmpty()) {
            item(text + names(names) + ".");
        }
    }

    /** Returns names for a sentence; a long list is cut. */
    static String names(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private void paragraph(String text) {
        wrap("", text);
    }

    private void item(String text) {
        wrap("- ", text);
    }

    private void wrap(String start, String text) {
        StringBuilder line = new StringBuilder(start);
        int words = 0;
        for (String word : VisibleText.line(text).split(" ")) {
            if (words > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(start.length()));
                words = 0;
            }
            line.append(words == 0 ? "" : " ").append(word);
            words++;
        }
        lines.add(line.toString());
    }
}
