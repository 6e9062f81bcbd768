package dev.freshet.processor.check;

import dev.freshet.config.Article;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.ExtensionService;
import dev.freshet.wiring.ExtensionService.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.ModuleElement;

/**
 * The extensions that the pipeline's datasets need are on the class path of the compiler. The rule is a note, because
 * an extension may be on the class path of runs only. Within a named module the compiler does not see modules that the
 * module does not require, so that nothing is known there.
 */
final class MissingExtension implements Check {
    private static final Pattern SCHEME = Pattern.compile("(\\w+)://");

    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        Optional<CatalogModel> catalog = pipeline.model().catalog();
        ModuleElement module = context.elements().getModuleOf(pipeline.model().holder());
        if (catalog.isEmpty() || (module != null && !module.isUnnamed())) {
            return List.of();
        }
        Map<String, Problem> missing = new LinkedHashMap<>();
        for (DatasetName name : pipeline.datasets(pipeline.model().nodes())) {
            catalog.get()
                    .entry(name)
                    .ifPresent(entry -> needs(entry, service -> {
                        if (context.elements().getTypeElement(service.provider()) == null) {
                            missing.putIfAbsent(service.artifact(), problem(catalog.get(), name, entry, service));
                        }
                    }));
        }
        return new ArrayList<>(missing.values());
    }

    private static void needs(CatalogModel.Entry entry, Consumer<ExtensionService> found) {
        ExtensionService.named(Kind.DATASET_TYPE, entry.type()).ifPresent(found);
        Matcher scheme = SCHEME.matcher(entry.path());
        if (scheme.lookingAt()) {
            ExtensionService.named(Kind.STORAGE, scheme.group(1).toLowerCase(Locale.ROOT))
                    .ifPresent(found);
        }
        ExtensionService.compressionOf(entry.path().toLowerCase(Locale.ROOT)).ifPresent(found);
    }

    private static Problem problem(
            CatalogModel catalog, DatasetName name, CatalogModel.Entry entry, ExtensionService service) {
        return new Problem(
                Code.MissingExtension,
                catalog.origin(),
                Words.quote(name) + " " + what(entry, service) + ", but the compiler does not find "
                        + service.artifact(),
                "It is declared at " + entry.position() + ".",
                "Fix: add " + service.coordinates() + " to the dependencies. If only runs have it, set -Afreshet."
                        + Code.MissingExtension + "=off.");
    }

    private static String what(CatalogModel.Entry entry, ExtensionService service) {
        return switch (service.kind()) {
            case DATASET_TYPE -> "is " + Article.before(entry.type()) + " dataset";
            case STORAGE, STATE, INJECTED -> "is in a storage of the kind " + service.name();
            case COMPRESSION -> "is in a file that ends with " + service.name();
        };
    }
}
