package dev.freshet.runtime.cli;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Inference;
import dev.freshet.runtime.cli.terminal.Console;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code catalog infer}. */
final class InferCommand {
    private static final int ROWS = 1000;

    private final Console console;

    InferCommand(Console console) {
        this.console = console;
    }

    int execute(ParseResult command) {
        String given = GivenOptions.nodes(command).get(0);
        int rows = command.matchedOptionValue(Commands.ROWS, ROWS);
        if (rows < 1) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), Commands.ROWS + " must be a number of rows, at least 1");
        }
        Optional<String> type = Optional.ofNullable(command.matchedOptionValue(Commands.TYPE, null));
        try {
            Path file = Path.of(given);
            Inference found = Inference.of(file, path(file), type, rows);
            String record = found.recordName();
            console.out().println(record.isEmpty() ? "// no record" : "// " + record + ".java");
            console.out().print(found.java());
            console.out().println();
            console.out().println("# conf/base/catalog.yml");
            console.out().print(found.entry());
            return Freshet.DONE;
        } catch (InvalidPathException e) {
            console.err().println(given + ": this is not a path");
            return Freshet.USAGE;
        } catch (DatasetException e) {
            console.err().println(e.getMessage());
            return Freshet.USAGE;
        }
    }

    /** Returns the path from the directory that holds the configuration, if the file is in it; else as it is given. */
    private static String path(Path file) {
        Path conf = ProjectDirectory.conf().toAbsolutePath().normalize();
        Path project = conf.getParent();
        Path absolute = file.toAbsolutePath().normalize();
        Path shown = project != null && absolute.startsWith(project) ? project.relativize(absolute) : file;
        return shown.toString().replace('\\', '/');
    }
}
