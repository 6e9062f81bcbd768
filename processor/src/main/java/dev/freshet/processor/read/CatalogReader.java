package dev.freshet.processor.read;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigFiles;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Layers;
import dev.freshet.config.MappingNode;
import dev.freshet.config.NamePatterns;
import dev.freshet.config.Paths;
import dev.freshet.config.ScalarNode;
import dev.freshet.config.SourceText;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.Options;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog that {@code @Pipeline(catalog)} names, and the parameter files beside it, at compile time.
 * References such as {@code ${...}} stay as they are written, because only a run knows their values.
 */
public final class CatalogReader {
    private final Filer filer;
    private final @Nullable String directory;
    /** Whether the option that names the directory has no value, which is told as a mistake of the option. */
    private final boolean isUnnamed;

    public CatalogReader(ProcessingEnvironment environment) {
        filer = environment.getFiler();
        directory = environment.getOptions().get(Options.CONF);
        isUnnamed = directory == null && environment.getOptions().containsKey(Options.CONF);
    }

    /** Returns the catalog. If it cannot be found or read, adds a problem and returns empty. */
    Optional<CatalogModel> read(String file, Origin origin, List<Problem> problems) {
        if (isUnnamed) {
            return Optional.empty();
        }
        try {
            Optional<Path> path = find(file);
            if (path.isPresent()) {
                return Optional.of(read(path.get(), file, origin));
            }
            problems.add(notFound(file, origin));
        } catch (ConfigException e) {
            for (ConfigProblem problem : e.problems()) {
                problems.add(new Problem(Code.InvalidCatalog, origin, problem.toString(), "Fix: correct the file."));
            }
        }
        return Optional.empty();
    }

    private Optional<Path> find(String file) {
        if (directory != null) {
            Path conf = Path.of(directory).toAbsolutePath().normalize();
            return Stream.of(conf.resolveSibling(file), conf.resolve(file))
                    .filter(Files::isRegularFile)
                    .findFirst();
        }
        return Stream.of(StandardLocation.CLASS_OUTPUT, StandardLocation.SOURCE_PATH)
                .flatMap(location -> resource(location, file).stream())
                .findFirst();
    }

    private Optional<Path> resource(Location location, String file) {
        try {
            FileObject resource = filer.getResource(location, "", file);
            Path path = Path.of(resource.toUri());
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (IOException | RuntimeException notThere) {
            // Compilers throw various exceptions if a location or a file is missing or is not on a disk.
            return Optional.empty();
        }
    }

    private Problem notFound(String file, Origin origin) {
        String where = directory == null
                ? "the class output or on the source path"
                : directory + " (-A" + Options.CONF + ") or beside it";
        String fix = directory == null
                ? "Fix: correct the path, or set the configuration directory, as in -A" + Options.CONF + "=conf."
                : "Fix: correct the path or the option.";
        return new Problem(Code.InvalidCatalog, origin, "there is no catalog \"" + file + "\" in " + where, fix);
    }

    private static CatalogModel read(Path path, String file, Origin origin) {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a directory");
        int slash = file.lastIndexOf('/');
        String prefix = slash < 0 ? "" : file.substring(0, slash + 1);
        List<Path> catalogs = new ArrayList<>(ConfigFiles.in(folder, "catalog"));
        if (!catalogs.contains(path.toAbsolutePath())) {
            catalogs.add(path.toAbsolutePath());
        }
        Map<String, CatalogModel.Entry> entries = new LinkedHashMap<>();
        union(catalogs, prefix).entries().forEach((name, entry) -> {
            if (!name.startsWith("_")) {
                entries.put(
                        name,
                        new CatalogModel.Entry(
                                text(entry.value(), "type"),
                                entry.key(),
                                text(entry.value(), "path"),
                                text(entry.value(), "versioned").equalsIgnoreCase("true")));
            }
        });
        List<Path> parameters = ConfigFiles.in(folder, "parameters");
        return new CatalogModel(
                file,
                project(folder),
                origin,
                entries,
                new NamePatterns<>(entries),
                parameters.isEmpty() ? Optional.empty() : Optional.of(parameters(union(parameters, prefix))));
    }

    /** Returns the parent of the directory {@code conf}, which contains {@code base}. */
    private static String project(Path folder) {
        Path conf = folder.normalize().getParent();
        return conf == null || conf.getParent() == null
                ? "."
                : conf.getParent().toString().replace('\\', '/');
    }

    private static MappingNode union(List<Path> files, String prefix) {
        return Layers.union(files.stream()
                .map(file -> SourceText.read(prefix + file.getFileName(), file))
                .toList());
    }

    private static CatalogModel.Parameters parameters(MappingNode mapping) {
        return new CatalogModel.Parameters(new HashSet<>(Paths.all(mapping)), Paths.leaves(mapping));
    }

    /** Returns an option; empty if the entry does not have it. The run reports a missing option. */
    private static String text(ConfigNode entry, String option) {
        return entry instanceof MappingNode mapping && mapping.get(option).orElse(null) instanceof ScalarNode scalar
                ? scalar.text()
                : "";
    }
}
