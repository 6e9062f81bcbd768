package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.Services;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.graph.Gallery;
import dev.freshet.runtime.graph.GalleryPage;
import dev.freshet.runtime.graph.GalleryReader;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.setup.OverlappingPlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.ParseResult;

/** {@code catalog check}, {@code catalog versions} and {@code catalog reports}. */
final class CatalogCommands {
    private static final Services<GalleryPage> PAGES =
            new Services<>(GalleryPage.class, loader -> ServiceLoader.load(GalleryPage.class, loader));

    private final CompiledPipeline pipeline;
    private final Console console;

    CatalogCommands(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    private static Catalog catalog(ParseResult command) {
        Path directory = GivenOptions.conf(command);
        return Catalog.of(
                Configuration.load(directory, GivenOptions.environment(command), Map.of(), new ShellWording()));
    }

    /** Checks all entries, also those that the pipeline does not use, and all that a run checks before its first node. */
    int check(ParseResult command) {
        Catalog catalog = catalog(command);
        Set<ConfigProblem> problems = new LinkedHashSet<>();
        collect(problems, catalog::check);
        collect(
                problems,
                () -> GivenOptions.configure(Run.of(pipeline), command, console).check());
        problems.addAll(OverlappingPlaces.problems(pipeline.graph(), catalog, Set.of()));
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
        int entries = catalog.names().size();
        if (GivenOptions.json(command)) {
            console.print(Map.of("entries", entries));
        } else {
            console.out().println(entries + (entries == 1 ? " entry" : " entries") + ", no problems");
        }
        return Freshet.DONE;
    }

    private static void collect(Set<ConfigProblem> problems, Runnable check) {
        try {
            check.run();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
    }

    int versions(ParseResult command) {
        Catalog catalog = catalog(command);
        String dataset = GivenOptions.nodes(command).get(0);
        catalog.requireVersioned(dataset);
        List<String> versions = new ArrayList<>(catalog.versions(dataset));
        Collections.reverse(versions);
        if (GivenOptions.json(command)) {
            console.print(Map.of("dataset", dataset, "versions", versions));
        } else {
            versions.forEach(console.out()::println);
        }
        return Freshet.DONE;
    }

    int reports(ParseResult command) {
        GalleryPage page = PAGES.all().stream()
                .findFirst()
                .orElseThrow(() -> new UsageException("catalog reports needs the page, which is an artifact of its own;"
                        + " add dev.freshet:freshet-page to the class path"));
        PipelineGraph graph = pipeline.graph();
        List<String> datasets = IntStream.range(0, graph.datasetCount())
                .filter(dataset -> !graph.isParameter(dataset))
                .mapToObj(graph::dataset)
                .toList();
        Gallery gallery =
                GalleryReader.read(pipeline.name(), GivenOptions.environment(command), datasets, catalog(command));
        if (gallery.datasets().isEmpty()) {
            throw new UsageException("the pipeline has no dataset of type report");
        }
        return GraphCommand.write(console, page.html(gallery), command);
    }
}
