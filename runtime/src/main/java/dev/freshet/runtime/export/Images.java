package dev.freshet.runtime.export;

import dev.freshet.config.NearestName;
import dev.freshet.runtime.export.Groups.Group;
import dev.freshet.runtime.graph.GraphDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Chooses the image of a group: that of a tag of its nodes, otherwise that of the schedule. */
record Images(GraphDocument document, ExportOptions options) {
    List<String> problems() {
        Set<String> tags = new LinkedHashSet<>();
        document.nodes().forEach(node -> tags.addAll(node.tags()));
        List<String> problems = new ArrayList<>();
        options.images().keySet().stream()
                .filter(tag -> !tags.contains(tag))
                .forEach(tag -> problems.add(
                        "has no node with the tag \"" + tag + "\" of --image" + NearestName.suffix(tag, tags)));
        return problems;
    }

    Optional<String> of(Group group, Consumer<String> problem) {
        Map<String, String> byTag = options.images();
        Set<String> chosen = new TreeSet<>();
        group.nodes()
                .forEach(node ->
                        node.tags().stream().filter(byTag::containsKey).forEach(tag -> chosen.add(byTag.get(tag))));
        if (chosen.size() > 1) {
            problem.accept("would run " + names(group) + " in one task, and their tags name several images: "
                    + String.join(", ", chosen) + "; give these tags one image, or store what the nodes pass on");
        }
        return chosen.isEmpty()
                ? options.image()
                : Optional.of(chosen.iterator().next());
    }

    private static String names(Group group) {
        return String.join(
                ", ",
                group.nodes().stream().map(node -> "\"" + node.name() + "\"").toList());
    }
}
