package dev.freshet.processor.check;

import dev.freshet.config.Article;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.TypeVariables;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.ExtensionService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** The dataset type of a catalog entry can load and save values of the dataset's Java type. */
final class CatalogTypeMismatch implements Check {
    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Optional<CatalogModel> catalog = pipeline.model().catalog();
        if (catalog.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        Set<DatasetName> seen = new HashSet<>();
        for (NodeModel node : pipeline.model().nodes()) {
            node.outputs().forEach(output -> {
                if (seen.add(output.name())) {
                    check(pipeline, catalog.get(), output.name(), output.origin(), problems);
                }
            });
        }
        for (NodeModel node : pipeline.model().nodes()) {
            node.inputs().forEach(input -> {
                if (!node.hasUnknownEach() && seen.add(input.name())) {
                    check(pipeline, catalog.get(), input.name(), input.origin(), problems);
                }
                catalog.get()
                        .entry(input.name())
                        .filter(entry -> ExtensionService.isSavedOnly(entry.type()))
                        .ifPresent(entry -> problems.add(savedOnly(input.name(), input.origin(), entry)));
            });
        }
        return problems;
    }

    private static Problem savedOnly(DatasetName name, Origin origin, CatalogModel.Entry entry) {
        return new Problem(
                Code.CatalogTypeMismatch,
                origin,
                Words.quote(name) + " is read here, but " + Article.before(entry.type())
                        + " dataset can be saved but not loaded",
                "It is declared at " + entry.position() + ".",
                "Fix: read what it is made of. Or give the file two entries of different types, such as " + name
                        + "@saved and " + name + "@read.");
    }

    private static void check(
            WiredPipeline pipeline, CatalogModel catalog, DatasetName name, Origin origin, List<Problem> problems) {
        CatalogModel.Entry entry = catalog.entry(name).orElse(null);
        Optional<TypeMirror> type = pipeline.types().of(name);
        if (entry == null
                || type.isEmpty()
                || TypeVariables.isIn(type.get())
                || CatalogTypes.accepts(entry, type.get())) {
            return;
        }
        String kind = entry.isPartitioned() ? "a partitioned " + entry.type() : Article.before(entry.type());
        problems.add(new Problem(
                Code.CatalogTypeMismatch,
                origin,
                Words.quote(name) + " is " + Words.type(type.get()) + " here, which " + kind + " dataset cannot hold",
                Words.capitalized(kind) + " dataset holds " + CatalogTypes.describe(entry) + ".",
                "It is declared at " + entry.position() + ".",
                CatalogTypes.lacksStar(entry, type.get())
                        ? "Fix: write a star in its path, which stands for the key of each partition, as in data/days/*.csv."
                        : "Fix: change the Java type, or the dataset's type in the catalog."));
    }
}
