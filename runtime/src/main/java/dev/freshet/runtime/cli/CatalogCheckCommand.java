package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import dev.freshet.runtime.dataset.Catalog;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** {@code catalog check}. */
final class CatalogCheckCommand {
    private final Console console;

    CatalogCheckCommand(Console console) {
        this.console = console;
    }

    int execute(ParseResult command) {
        Path directory = Commands.confSource(command).orElse(Path.of("conf"));
        Catalog catalog = Catalog.of(Configuration.load(directory, Commands.environment(command), Map.of()));
        catalog.check();
        console.out().println(catalog.names().size() + " entries, no problem");
        return Freshet.DONE;
    }
}
