package dev.freshet.processor.check;

import dev.freshet.processor.model.CatalogModel;
import dev.freshet.wiring.BuiltInType;
import dev.freshet.wiring.ExtensionService;
import dev.freshet.wiring.TypeView;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * Decides which Java types a catalog entry can hold. Entries of dataset types that are not built in can hold every
 * type, unless they are known to hold a certain class only.
 */
final class CatalogTypes {
    private CatalogTypes() {}

    static boolean accepts(CatalogModel.Entry entry, TypeMirror type) {
        TypeView whole = new MirroredType(type);
        Optional<TypeView> held = entry.isPartitioned() ? whole.partition() : Optional.of(whole);
        return held.filter(view -> accepts(entry.type(), view)).isPresent();
    }

    /** Whether the entry would hold a type if its path had a star. */
    static boolean lacksStar(CatalogModel.Entry entry, TypeMirror type) {
        return !entry.isPartitioned()
                && !entry.path().isEmpty()
                && new MirroredType(type)
                        .partition()
                        .filter(view -> accepts(entry.type(), view))
                        .isPresent();
    }

    private static boolean accepts(String datasetType, TypeView type) {
        return BuiltInType.named(datasetType)
                .map(known -> known.accepts(type))
                .or(() -> ExtensionService.holdsOnly(datasetType).map(type.name()::equals))
                .orElse(true);
    }

    static String describe(CatalogModel.Entry entry) {
        String one = BuiltInType.named(entry.type())
                .map(BuiltInType::holds)
                .or(() -> ExtensionService.holdsOnly(entry.type()).map(only -> "a " + only))
                .orElse("something else");
        return entry.isPartitioned() ? "a Map<String, T>, where each partition T is " + one : one;
    }
}
