package dev.freshet.processor.check;

import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.InputModel;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameter files beside the catalog contain every parameter that a node reads. */
final class UnknownParameter implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Optional<Set<String>> paths =
                pipeline.model().catalog().flatMap(CatalogModel::parameters).map(CatalogModel.Parameters::paths);
        if (paths.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (NodeModel node : pipeline.model().nodes()) {
            for (InputModel input : node.inputs()) {
                String path = input.name().parameterPath();
                if (!path.isEmpty() && !paths.get().contains(path)) {
                    problems.add(problem(input, path, paths.get()));
                }
            }
        }
        return problems;
    }

    private static Problem problem(InputModel input, String path, Set<String> legal) {
        List<String> details = new ArrayList<>();
        Words.suggestion(path, legal, near -> "in the parameter files").ifPresent(details::add);
        details.add("Fix: correct the path, or add " + Words.quote(path) + " to parameters.yml.");
        return new Problem(
                Code.UnknownParameter,
                input.origin(),
                "no parameter file beside the catalog has " + Words.quote(path),
                details);
    }
}
