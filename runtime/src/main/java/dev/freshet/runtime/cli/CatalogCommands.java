package dev.freshet.runtime.cli;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.setup.OverlappingPlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** {@code catalog check} and {@code catalog versions}. */
final class CatalogCommands {
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

    int check(ParseResult command) {
        Catalog catalog = catalog(command);
        List<ConfigProblem> problems = new ArrayList<>();
        try {
            catalog.check();
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        problems.addAll(OverlappingPlaces.problems(pipeline.graph(), catalog, Set.of()));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        console.out().println(catalog.names().size() + " entries, no problems");
        return Freshet.DONE;
    }

    int versions(ParseResult command) {
        Catalog catalog = catalog(command);
        String dataset = GivenOptions.nodes(command).get(0);
        catalog.requireVersioned(dataset);
        List<String> versions = new ArrayList<>(catalog.versions(dataset));
        Collections.reverse(versions);
        versions.forEach(console.out()::println);
        return Freshet.DONE;
    }
}
