package dev.freshet.dataset.file;

import dev.freshet.wiring.ExtensionService;
import dev.freshet.wiring.ExtensionService.Kind;
import java.util.List;
import java.util.Optional;

/** What to do about a name that one of Freshet's extensions would have. */
public final class MissingExtension {
    private MissingExtension() {}

    /** Returns the names that the extensions add. */
    public static List<String> names(Kind kind) {
        return ExtensionService.all(kind).stream().map(ExtensionService::name).toList();
    }

    /** Returns what to do about a name that nothing here has; empty if no extension has it either. */
    public static Optional<String> advice(Kind kind, String name) {
        return ExtensionService.named(kind, name).map(MissingExtension::advice);
    }

    /**
     * Returns what to do if nothing offers a service of an extension. Its class can be there all the same: tools that
     * pack several jars into one often keep only one of the files that declare services.
     */
    static String advice(ExtensionService service) {
        return isThere(service.provider())
                ? service.coordinates() + " is on the class path, but no file " + file(service) + " there names "
                        + service.provider() + "; if one jar was made of several, merge these files"
                : "add " + service.coordinates() + " to the class path";
    }

    private static String file(ExtensionService service) {
        return String.join(
                " or ",
                service.kind().contracts().stream()
                        .map(contract -> "META-INF/services/" + contract)
                        .toList());
    }

    private static boolean isThere(String type) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String file = type.replace('.', '/') + ".class";
        return (loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file)) != null;
    }
}
