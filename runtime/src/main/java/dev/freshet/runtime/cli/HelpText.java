package dev.freshet.runtime.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Prints the help of a command: first the options of this command, then those of many commands under headings. */
final class HelpText {
    /** The most options that the first line of a help text lists one by one. */
    private static final int MOST_IN_SYNOPSIS = 8;

    private HelpText() {}

    static void print(CommandLine command, PrintStream out) {
        CommandSpec spec = command.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(spec.options().size() > MOST_IN_SYNOPSIS);
        if (command.getParent() == null) {
            spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
        }
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(command.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        command.setHelpSectionMap(sections);
        command.usage(out, Commands.PLAIN);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "done");
        codes.put("1", "a node failed");
        codes.put("2", "a mistake in the command line or the configuration; nothing has run");
        codes.put("3", "another run holds the state");
        codes.put("130", "interrupted");
        return codes;
    }

    private static String options(Help help) {
        List<OptionSpec> own = new ArrayList<>(help.commandSpec().options());
        Map<String, List<OptionSpec>> common = new LinkedHashMap<>();
        headings().forEach((heading, names) -> {
            List<OptionSpec> found = names.stream()
                    .map(help.commandSpec()::findOption)
                    .filter(Objects::nonNull)
                    .toList();
            own.removeAll(found);
            if (!found.isEmpty()) {
                common.put(heading, found);
            }
        });
        own.sort(Comparator.comparing(OptionSpec::longestName));
        StringBuilder text = new StringBuilder();
        if (!common.isEmpty()) {
            text.append(String.format("%nOptions:%n"));
        }
        text.append(lines(help, own));
        common.forEach((heading, options) ->
                text.append(String.format("%n%s:%n", heading)).append(lines(help, options)));
        return text.toString();
    }

    /** All sections have the columns of the whole list. */
    private static String lines(Help help, List<OptionSpec> options) {
        CommandSpec spec = help.commandSpec();
        return help.optionListExcludingGroups(
                options,
                help.createDefaultLayout(spec.options(), spec.positionalParameters(), help.colorScheme()),
                null,
                help.parameterLabelRenderer());
    }

    private static Map<String, List<String>> headings() {
        Map<String, List<String>> headings = new LinkedHashMap<>();
        headings.put(
                "Selected nodes",
                List.of(
                        Commands.FROM_NODES,
                        Commands.TO_NODES,
                        Commands.NODES,
                        Commands.FROM_INPUTS,
                        Commands.TO_OUTPUTS,
                        Commands.TAGS,
                        Commands.EXCLUDE));
        headings.put(
                "Execution", List.of(Commands.RUNNER, Commands.WORKER_OPTIONS, Commands.CAPACITY, Commands.KEEP_GOING));
        headings.put(
                "Configuration",
                List.of(
                        Commands.CONF_SOURCE,
                        Commands.ENVIRONMENT,
                        Commands.PARAMETERS,
                        Commands.LOAD_VERSIONS,
                        Commands.SEED));
        headings.put("State", List.of(Commands.STATE_DIRECTORY, Commands.STATE, Commands.OFFLINE, Commands.WAIT));
        return headings;
    }
}
