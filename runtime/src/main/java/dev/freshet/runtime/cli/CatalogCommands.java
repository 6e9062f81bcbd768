package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import dev.freshet.runtime.dataset.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** {@code catalog check} and {@code catalog versions}. */
final class CatalogCommands {
    private final Console console;

    CatalogCommands(Console console) {
        this.console = console;
    }

    private static Catalog catalog(ParseResult command) {
        Path directory = Commands.confSource(command).orElse(Path.of("conf"));
        return Catalog.of(Configuration.load(directory, Commands.environment(command), Map.of()));
    }

    int check(ParseResult command) {
        Catalog catalog = catalog(command);
        catalog.check();
        console.out().println(catalog.names().size() + " entries, no problem");
        return Freshet.DONE;
    }

    int versions(ParseResult command) {
        Catalog catalog = catalog(command);
        String dataset = Commands.nodes(command).get(0);
        catalog.requireVersioned(dataset);
        List<String> versions = new ArrayList<>(catalog.versions(dataset));
        Collections.reverse(versions);
        versions.forEach(console.out()::println);
        return Freshet.DONE;
    }
}
