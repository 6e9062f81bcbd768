package dev.freshet.dataset;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.wiring.ExtensionService;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The objects that nodes receive through parameters with {@link dev.freshet.Injected}. */
public final class InjectedObjects {
    private static final Services<InjectedProvider> PROVIDERS =
            new Services<>(InjectedProvider.class, loader -> ServiceLoader.load(InjectedProvider.class, loader));

    private final Function<String, ExtensionSettings> settings;

    /** @param settings those of a file, by its name without the ending */
    public InjectedObjects(Function<String, ExtensionSettings> settings) {
        this.settings = settings;
    }

    /** Those of extensions without settings, for nodes that are called outside any run. */
    public static InjectedObjects withoutSettings() {
        return new InjectedObjects(file -> ExtensionSettings.NONE);
    }

    /** Returns who makes such objects. */
    public static List<InjectedProvider> providers() {
        return PROVIDERS.all();
    }

    /**
     * Checks that the objects of a class can be made, as far as that shows without making one.
     *
     * @param type the name of the class
     * @throws dev.freshet.config.ConfigException if the settings have mistakes
     * @throws IllegalArgumentException if no extension of the class path makes such objects; the message says which
     *     extension would
     */
    public void check(String type) {
        InjectedProvider provider = provider(type);
        provider.check(settings.apply(provider.settings()));
    }

    /**
     * Returns the object of a class.
     *
     * @throws RuntimeException if it cannot be made
     */
    public <T> T get(Class<T> type) {
        InjectedProvider provider = provider(type.getName());
        return type.cast(provider.get(settings.apply(provider.settings())));
    }

    private static InjectedProvider provider(String type) {
        List<String> known = new ArrayList<>();
        for (InjectedProvider provider : PROVIDERS.all()) {
            if (provider.type().equals(type)) {
                return provider;
            }
            known.add(provider.type());
        }
        throw new IllegalArgumentException("no extension on the class path provides a " + type + " for @Injected"
                + ExtensionService.named(ExtensionService.Kind.INJECTED, type)
                        .map(service -> "; add " + service.coordinates())
                        .orElseGet(() -> NearestName.suffix(type, known)));
    }
}
