package dev.freshet.runtime.cli;

import dev.freshet.config.NearestName;
import dev.freshet.runtime.graph.Dot;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphJson;
import dev.freshet.runtime.graph.GraphPage;
import dev.freshet.runtime.graph.Mermaid;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code graph}: prints nodes and datasets as a text that other programs draw, or as a page. */
final class GraphCommand {
    static final String NAME = "graph";
    static final String FORMAT = "--format";
    static final String OUTPUT = "--output";
    static final String NO_STATUS = "--no-status";

    private static final String MERMAID = "mermaid";
    private static final String DOT = "dot";
    private static final String JSON = "json";
    private static final String HTML = "html";
    private static final List<String> FORMATS = List.of(MERMAID, DOT, JSON, HTML);
    private static final Map<String, String> BY_ENDING = byEnding();

    private static final String NO_PAGE =
            "pages need the artifact dev.freshet:freshet-page on the class path; add it to the dependencies of the"
                    + " pipeline, or choose another format: " + MERMAID + ", " + DOT + ", " + JSON;

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
        return formats;
    }

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(FORMAT)
                        .paramLabel("FORMAT")
                        .type(String.class)
                        .completionCandidates(FORMATS)
                        .description("mermaid, dot, json or html; by default, what the name of the file ends with,"
                                + " else mermaid.")
                        .build())
                .addOption(OptionSpec.builder(OUTPUT)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("Write to a file instead of standard output.")
                        .build())
                .addOption(OptionSpec.builder(NO_STATUS)
                        .description("Leave out which nodes would run, and do not read the state.")
                        .build());
    }

    int execute(ParseResult command) {
        Optional<Path> file = Optional.ofNullable(command.matchedOptionValue(OUTPUT, null));
        String format = format(command, file);
        Optional<GraphPage> page = format.equals(HTML) ? page() : Optional.empty();
        if (format.equals(HTML) && page.isEmpty()) {
            console.err().println(NO_PAGE);
            return Freshet.USAGE;
        }
        Run run = GivenOptions.configure(Run.of(pipeline), command);
        GraphDocument document = GivenOptions.has(command, NO_STATUS) ? run.graphWithoutStatus() : run.graph();
        String text = switch (format) {
            case DOT -> Dot.text(document);
            case JSON -> GraphJson.text(document);
            case HTML -> page.orElseThrow().html(document);
            default -> Mermaid.text(document);
        };
        return write(text, file);
    }

    /** The pipeline may have been loaded by another class loader than the runtime. */
    private Optional<GraphPage> page() {
        return ServiceLoader.load(GraphPage.class, pipeline.getClass().getClassLoader())
                .findFirst()
                .or(() -> ServiceLoader.load(GraphPage.class).findFirst());
    }

    private static String format(ParseResult command, Optional<Path> file) {
        String given = command.matchedOptionValue(FORMAT, "");
        if (given.isEmpty()) {
            String name =
                    file.map(path -> path.toString().toLowerCase(Locale.ROOT)).orElse("");
            return BY_ENDING.entrySet().stream()
                    .filter(ending -> name.endsWith(ending.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(MERMAID);
        }
        if (!FORMATS.contains(given)) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "There is no format \"" + given + "\" of graphs; " + NearestName.hint(given, FORMATS));
        }
        return given;
    }

    private int write(String text, Optional<Path> file) {
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
            console.err().println("cannot write " + file.get() + ": " + e.getMessage());
            return Freshet.FAILED;
        }
    }
}
