package dev.freshet.processor.read;

import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;

/** Reads the catalog that {@code @Pipeline(catalog)} names, while compiling. */
public final class CatalogReader {
    public CatalogReader(ProcessingEnvironment environment) {}

    Optional<CatalogModel> read(TypeElement holder, String file, Origin origin, List<Problem> problems) {
        return Optional.empty();
    }
}
