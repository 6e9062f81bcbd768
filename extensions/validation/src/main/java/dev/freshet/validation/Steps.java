package dev.freshet.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;

/** Converts paths of Jakarta Validation to components, keys and indices. */
final class Steps {
    private Steps() {}

    static List<String> of(Path path) {
        List<String> steps = new ArrayList<>();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                steps.add(String.valueOf(node.getIndex()));
            } else if (node.getKey() != null) {
                steps.add(String.valueOf(node.getKey()));
            }
            if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                steps.add(node.getName());
            }
        }
        return steps;
    }
}
