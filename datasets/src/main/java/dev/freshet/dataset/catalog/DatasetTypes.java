package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.Services;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.file.MissingExtension;
import dev.freshet.dataset.format.BuiltInFormats;
import dev.freshet.wiring.ExtensionService.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The dataset types that a catalog can name: the built-in ones, and those of other jars. */
final class DatasetTypes {
    private static final Services<FileFormat> FORMATS =
            new Services<>(FileFormat.class, loader -> ServiceLoader.load(FileFormat.class, loader));
    private static final Services<DatasetProvider> PROVIDERS =
            new Services<>(DatasetProvider.class, loader -> ServiceLoader.load(DatasetProvider.class, loader));
    private static final List<DatasetType> BUILT_IN = builtIn();

    private DatasetTypes() {}

    private static List<DatasetType> builtIn() {
        List<DatasetType> types = new ArrayList<>();
        BuiltInFormats.ALL.forEach(format -> types.add(new DatasetType.OfFiles(format, true)));
        types.add(new DatasetType.InMemory());
        return types;
    }

    private static List<DatasetType> ofOtherJars() {
        List<DatasetType> types = new ArrayList<>();
        FORMATS.all().forEach(format -> types.add(new DatasetType.OfFiles(format, false)));
        PROVIDERS.all().forEach(provider -> types.add(new DatasetType.Provided(provider)));
        return types;
    }

    /** Returns the providers of dataset types whose values are not files. */
    static List<DatasetProvider> providers() {
        return PROVIDERS.all();
    }

    /** Returns the names of the classes whose values cannot leave the process of the run. */
    static Set<String> processBound() {
        return providers().stream()
                .flatMap(provider -> provider.processBound().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the dataset type with a name. If a built-in type has this name, other jars are not searched. */
    static Optional<DatasetType> named(String name) {
        return find(BUILT_IN, name).or(() -> find(ofOtherJars(), name));
    }

    private static Optional<DatasetType> find(List<DatasetType> types, String name) {
        return types.stream().filter(type -> type.word().equals(name)).findFirst();
    }

    /** Returns the built-in types, followed by those of other jars. */
    static List<DatasetType> all() {
        List<DatasetType> all = new ArrayList<>(BUILT_IN);
        all.addAll(ofOtherJars());
        return all;
    }

    /** Returns the names of the dataset types whose values are files. */
    static List<String> ofFiles() {
        return all().stream()
                .filter(DatasetType.OfFiles.class::isInstance)
                .map(DatasetType::word)
                .toList();
    }

    /**
     * Returns the dataset type that a catalog entry names.
     *
     * @throws ConfigException naming the nearest type if there is none
     */
    static DatasetType require(ScalarNode name) {
        return named(name.text())
                .orElseThrow(() -> new ConfigException(
                        name.position(),
                        unknown(
                                name.text(),
                                all().stream().map(DatasetType::word).toList())));
    }

    /**
     * Returns the message about a name that no dataset type has.
     *
     * @param known the names that would be legal
     */
    static String unknown(String name, List<String> known) {
        return "unknown dataset type \"" + name + "\"; "
                + MissingExtension.advice(Kind.DATASET_TYPE, name).orElseGet(() -> nearest(name, known));
    }

    private static String nearest(String name, List<String> known) {
        List<String> all = new ArrayList<>(known);
        all.addAll(MissingExtension.names(Kind.DATASET_TYPE));
        String present = String.join(", ", known.stream().sorted().toList());
        Optional<String> foreign = ForeignWords.type(name, all);
        if (foreign.isPresent()) {
            return "did you mean \"" + foreign.get() + "\"?";
        }
        return NearestName.hint(name, all, "there are " + present);
    }
}
