package dev.freshet.runtime.cli;

import dev.freshet.config.NearestName;
import dev.freshet.config.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong in a command line, with the nearest legal word. */
final class UsageText {
    private UsageText() {}

    /** Returns the message about an unknown command. */
    static String unknownCommand(String word, Set<String> known) {
        return "There is no command \"" + word + "\"; "
                + KedroWords.command(word).orElseGet(() -> NearestName.hint(word, known));
    }

    /** Returns the message about a mistake. Line breaks of words are shown as escapes, so that no end of it is lost. */
    static String of(ParameterException mistake) {
        return VisibleText.line(message(mistake));
    }

    private static String message(ParameterException mistake) {
        CommandSpec spec = mistake.getCommandLine().getCommandSpec();
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unmatched(spec, unmatched.getUnmatched().get(0));
        }
        if (mistake instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing(spec, missing.getMissing().get(0));
        }
        if (mistake instanceof OverwrittenOptionException repeated
                && repeated.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + " can be given only once";
        }
        if (mistake.getArgSpec() instanceof OptionSpec option && mistake.getValue() != null) {
            return unreadable(option, mistake.getValue());
        }
        return mistake.getMessage() == null ? "wrong usage" : mistake.getMessage();
    }

    /** Returns the message about a value that is not one of the option's type. */
    private static String unreadable(OptionSpec option, String value) {
        String name = option.longestName();
        if (option.isMultiValue()) {
            return "\"" + value + "\" is not written as " + name + " needs it: " + option.paramLabel();
        }
        if (option.arity().max() == 0) {
            return name + " takes no value";
        }
        return value.matches("[+-]?[0-9]+")
                ? name + ": the number " + value + " is too large"
                : name + " must be a whole number, not \"" + value + "\"";
    }

    /** Returns the words of the command, without the program's name. */
    private static String command(CommandSpec spec) {
        String all = spec.qualifiedName();
        String program = spec.root().name();
        return all.length() > program.length() ? all.substring(program.length() + 1) : Commands.RUN;
    }

    private static String unmatched(CommandSpec spec, String word) {
        String command = command(spec);
        if (word.startsWith("-")) {
            List<String> options = new ArrayList<>(spec.optionsMap().keySet());
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "\"" + command + "\" has no option \"" + name + "\"; "
                    + NearestName.of(name, options)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .or(() -> KedroWords.option(name))
                            .orElse("see \"" + command + " --help\"");
        }
        if (!spec.subcommands().isEmpty()) {
            return "\"" + command + "\" has no command \"" + word + "\"; "
                    + KedroWords.command(command + " " + word)
                            .orElseGet(() ->
                                    NearestName.hint(word, spec.subcommands().keySet()));
        }
        if (spec.root().subcommands().containsKey(word)) {
            return "\"" + command + "\" takes no argument \"" + word + "\"; if you mean the command \"" + word
                    + "\", write it before all options";
        }
        return "\"" + command + "\" takes no argument \"" + word + "\"; see \"" + command + " --help\"";
    }

    private static String missing(CommandSpec spec, ArgSpec argument) {
        String command = command(spec);
        String label = argument.paramLabel().replace("...", "");
        String needed = article(label) + " " + label;
        return argument instanceof OptionSpec option
                ? option.longestName() + " needs " + needed
                : "\"" + command + "\" needs " + needed + "; see \"" + command + " --help\"";
    }

    private static String article(String label) {
        return label.matches("[AEIOU].*") ? "an" : "a";
    }
}
