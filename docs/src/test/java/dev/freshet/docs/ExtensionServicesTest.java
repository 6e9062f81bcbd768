package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.CompressionFormat;
import dev.freshet.dataset.DatasetProvider;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.InjectedProvider;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.backend.StateBackendProvider;
import dev.freshet.wiring.ExtensionService;
import dev.freshet.wiring.ExtensionService.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of what extensions add agrees with what they declare. */
final class ExtensionServicesTest {
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*<artifactId>([\\w-]+)</artifactId>");

    @Test
    void table_isWhatTheExtensionsDeclare() throws Exception {
        Map<String, String> artifacts = artifactsByProvider();
        List<ExtensionService> declared = new ArrayList<>();
        declared.addAll(found(FileFormat.class, Kind.DATASET_TYPE, FileFormat::name, artifacts));
        declared.addAll(found(DatasetProvider.class, Kind.DATASET_TYPE, DatasetProvider::name, artifacts));
        declared.addAll(found(StorageProvider.class, Kind.STORAGE, StorageProvider::scheme, artifacts));
        declared.addAll(found(StateBackendProvider.class, Kind.STATE, StateBackendProvider::scheme, artifacts));
        declared.addAll(found(CompressionFormat.class, Kind.COMPRESSION, CompressionFormat::suffix, artifacts));
        declared.addAll(found(InjectedProvider.class, Kind.INJECTED, InjectedProvider::type, artifacts));
        assertThat(ExtensionService.ALL).containsExactlyInAnyOrderElementsOf(declared);
        assertThat(declared)
                .as("all extensions with services of datasets are on the class path of this test")
                .extracting(ExtensionService::provider)
                .containsAll(artifacts.keySet());
    }

    private static <T> List<ExtensionService> found(
            Class<T> contract, Kind kind, Function<T, String> name, Map<String, String> artifacts) {
        assertThat(kind.contracts()).contains(contract.getName());
        return ServiceLoader.load(contract).stream()
                .map(ServiceLoader.Provider::get)
                .filter(service -> artifacts.containsKey(service.getClass().getName()))
                .map(service -> new ExtensionService(
                        kind,
                        name.apply(service),
                        artifacts.get(service.getClass().getName()),
                        service.getClass().getName()))
                .toList();
    }

    /** The artifact of each class that an extension declares as a service of a kind in the table. */
    private static Map<String, String> artifactsByProvider() throws Exception {
        Set<String> contracts = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            contracts.addAll(kind.contracts());
        }
        Map<String, String> artifacts = new TreeMap<>();
        try (Stream<Path> modules = Files.list(Page.ROOT.resolve("extensions"))) {
            for (Path module : modules.sorted().toList()) {
                for (String contract : contracts) {
                    Path file = module.resolve("src/main/resources/META-INF/services/" + contract);
                    if (Files.exists(file)) {
                        String artifact = artifact(module);
                        Files.readAllLines(file).forEach(provider -> artifacts.put(provider.strip(), artifact));
                    }
                }
            }
        }
        return artifacts;
    }

    private static String artifact(Path module) throws Exception {
        Matcher artifact = ARTIFACT.matcher(Files.readString(module.resolve("pom.xml")));
        assertThat(artifact.find()).as(module.toString()).isTrue();
        return artifact.group(1);
    }
}
