package dev.freshet.processor.check;

import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node reads each parameter of the parameter files beside the catalog, alone or within a group. Because several
 * pipelines can share the files, the rule considers all pipelines of a compilation with the same catalog. A compiler that is given some of the sources does not see the other
 * pipelines, so that the rule is a note.
 */
final class UnusedParameter {
    /** Returns a problem for each unused parameter beside a catalog, reported on the first of the pipelines. */
    List<Problem> check(List<WiredPipeline> sharing) {
        Optional<CatalogModel> catalog = sharing.get(0).model().catalog();
        Optional<CatalogModel.Parameters> parameters = catalog.flatMap(CatalogModel::parameters);
        if (parameters.isEmpty()) {
            return List.of();
        }
        Set<String> read = sharing.stream()
                .flatMap(pipeline -> pipeline.model().nodes().stream())
                .flatMap(node -> node.inputs().stream())
                .filter(input -> input.name().isParameter())
                .map(input -> input.name().parameterPath())
                .collect(Collectors.toSet());
        List<Problem> problems = new ArrayList<>();
        parameters.get().leaves().forEach((path, position) -> {
            if (!isRead(path, read)) {
                problems.add(new Problem(
                        Code.UnusedParameter,
                        catalog.get().origin(),
                        "no node of this compilation reads the parameter " + Words.quote(path) + " (" + position + ")",
                        "Fix: remove it, or read it as " + Words.quote(DatasetName.parameter(path)) + "."));
            }
        });
        return problems;
    }

    private static boolean isRead(String path, Set<String> read) {
        if (read.contains("") || read.contains(path)) {
            return true;
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (read.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }
}
