package dev.freshet.runtime.cli.completion;

import dev.freshet.config.NearestName;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code completion}: prints the script by which a shell completes the words of the command line. */
public final class Completion {
    public static final String NAME = "completion";

    private static final String COMMAND = "--command";
    private static final String BASH = "bash";
    private static final String ZSH = "zsh";
    private static final List<String> SHELLS = List.of(BASH, ZSH);

    private Completion() {}

    /** Adds the options of the command. */
    public static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder(COMMAND)
                        .paramLabel("NAME")
                        .type(String.class)
                        .description("The name under which the program is started; by default, that of the pipeline.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("SHELL")
                        .hideParamSyntax(true)
                        .arity("1")
                        .required(true)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .completionCandidates(SHELLS)
                        .description("The shell: bash or zsh.")
                        .build());
    }

    /**
     * Returns the script that a command asks for.
     *
     * @throws ParameterException if there is none for the shell, or the name cannot be that of a command
     */
    public static String text(ParseResult command, PipelineGraph graph) {
        List<String> shells = command.matchedPositionalValue(0, List.<String>of());
        String shell = shells.get(0);
        if (!SHELLS.contains(shell) || shells.size() > 1) {
            String wrong = SHELLS.contains(shell) ? shells.get(1) : shell;
            throw mistake(command, "There is no completion for \"" + wrong + "\"; " + NearestName.hint(wrong, SHELLS));
        }
        CommandSpec root = command.commandSpec().root();
        String name = Optional.ofNullable(command.<String>matchedOptionValue(COMMAND, null))
                .orElse(root.name());
        if (!name.matches("[\\w.-]+")) {
            throw mistake(
                    command, "\"" + name + "\" cannot be the name of a command; use letters, digits, \".\", \"-\"");
        }
        CompletionScript script = new CompletionScript(name, new CompletionWords(root, graph));
        return shell.equals(BASH) ? script.bash() : script.zsh();
    }

    private static ParameterException mistake(ParseResult command, String text) {
        return new ParameterException(command.commandSpec().commandLine(), text);
    }
}
