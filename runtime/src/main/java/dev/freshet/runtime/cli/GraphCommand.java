package dev.freshet.runtime.cli;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.FileFault;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.graph.Dot;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.graph.GraphPage;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.graph.Mermaid;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code graph}: prints nodes and datasets as a page for a browser, or as a text that other programs draw or read. */
final class GraphCommand {
    static final String NAME = "graph";
    static final String FORMAT = "--format";
    static final String OUTPUT = "--output";
    static final String PREVIEW = "--preview";
    static final String NO_STATUS = "--no-status";

    private static final String MERMAID = "mermaid";
    private static final String DOT = "dot";
    private static final String JSON = "json";
    private static final String HTML = "html";
    private static final List<String> FORMATS = List.of(MERMAID, DOT, JSON, HTML);
    private static final Map<String, String> BY_ENDING = byEnding();
    private static final Services<GraphPage> PAGES =
            new Services<>(GraphPage.class, loader -> ServiceLoader.load(GraphPage.class, loader));

    private final CompiledPipeline pipeline;
    private final Console console;

    GraphCommand(CompiledPipeline pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    private static Map<String, String> byEnding() {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put(".mmd", MERMAID);
        formats.put(".mermaid", MERMAID);
        formats.put(".dot", DOT);
        formats.put(".gv", DOT);
        formats.put(".json", JSON);
        formats.put(".html", HTML);
        formats.put(".htm", HTML);
        return formats;
    }

    static CommandSpec options(CommandSpec spec) {
        return output(spec.addOption(OptionSpec.builder(FORMAT)
                        .paramLabel("FORMAT")
                        .type(String.class)
                        .completionCandidates(FORMATS)
                        .description("mermaid, dot, json or html; by default, what the name of the file ends with,"
                                + " else mermaid.")
                        .build())
                .addOption(OptionSpec.builder(PREVIEW)
                        .paramLabel("DATASET")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .description("Show the first rows of these datasets, or what else they begin with.")
                        .build())
                .addOption(OptionSpec.builder(NO_STATUS)
                        .description("Leave out which nodes would run, and do not read the state.")
                        .build()));
    }

    /** Adds the option that names a file to write. */
    static CommandSpec output(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(OUTPUT)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Write to a file instead of standard output.")
                .build());
    }

    private static Optional<Path> file(ParseResult command) {
        return Optional.ofNullable(command.matchedOptionValue(OUTPUT, null));
    }

    int execute(ParseResult command) {
        Optional<Path> file = file(command);
        String format = format(command, file);
        Function<GraphDocument, String> writer = writer(format);
        GraphViews.Wanted views = views(command, format);
        Run run = GivenOptions.configure(Run.of(pipeline), command, console);
        GraphDocument document = GivenOptions.has(command, NO_STATUS) ? run.graphWithoutStatus() : run.graph(views);
        return write(console, writer.apply(document), command);
    }

    /** Pictures show the graph only. */
    private static GraphViews.Wanted views(ParseResult command, String format) {
        Set<String> previews = new LinkedHashSet<>(command.matchedOptionValue(PREVIEW, List.of()));
        boolean isAll = format.equals(JSON) || format.equals(HTML);
        if (!previews.isEmpty() && !isAll) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "Only " + FORMAT + " html and json show previews; " + format + " shows the graph only");
        }
        if (!previews.isEmpty() && GivenOptions.has(command, NO_STATUS)) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    PREVIEW + " reads data, and " + NO_STATUS + " is for what depends on code only; leave one out");
        }
        return new GraphViews.Wanted(isAll, previews);
    }

    private static Function<GraphDocument, String> writer(String format) {
        return switch (format) {
            case DOT -> Dot::text;
            case JSON -> GraphJson::text;
            case HTML -> page()::html;
            default -> Mermaid::text;
        };
    }

    private static GraphPage page() {
        return PAGES.all().stream()
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "graph " + FORMAT + " html needs the page, which is an artifact of its own; add"
                                + " dev.freshet:freshet-page to the class path"));
    }

    private static String format(ParseResult command, Optional<Path> file) {
        String given = command.matchedOptionValue(FORMAT, "");
        if (given.isEmpty()) {
            return file.map(path -> byEnding(command, path)).orElse(MERMAID);
        }
        if (!FORMATS.contains(given)) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "There is no format \"" + given + "\" of graphs; " + NearestName.hint(given, FORMATS));
        }
        return given;
    }

    private static String byEnding(ParseResult command, Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return MERMAID;
        }
        String format = BY_ENDING.get(name.substring(dot));
        if (format == null) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "The name " + file.getFileName() + " does not say which format is meant; add " + FORMAT
                            + " mermaid, dot, json or html");
        }
        return format;
    }

    /** Writes a text to the file of {@code --output}, or else to standard output. */
    static int write(Console console, String text, ParseResult command) {
        Optional<Path> file = file(command);
        if (file.isEmpty()) {
            console.out().print(text);
            return Freshet.DONE;
        }
        try {
            Path parent = file.get().toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file.get(), text);
            return Freshet.DONE;
        } catch (IOException e) {
            throw new DatasetException("cannot write " + file.get() + ": " + FileFault.reason(e), e);
        }
    }
}
