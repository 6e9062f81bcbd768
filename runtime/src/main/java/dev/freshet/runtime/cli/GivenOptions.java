package dev.freshet.runtime.cli;

import dev.freshet.config.Configuration;
import dev.freshet.config.VisibleText;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.Runner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads the options that {@link Commands} declares. */
final class GivenOptions {
    private GivenOptions() {}

    /** Returns the same for a command that has no report, so that it prints warnings itself. */
    static Run configure(Run run, ParseResult command, Console console) {
        return configure(run, command).onWarning(warning -> console.err().println(VisibleText.line(warning)));
    }

    /** Returns a run with the settings of the options. */
    static Run configure(Run run, ParseResult command) {
        run.wording(new ShellWording());
        run.environment(environment(command));
        setConf(run, command);
        parameters(command).forEach(run::parameter);
        loadVersions(command).forEach(run::loadVersion);
        state(run, command);
        if (has(command, Commands.SEED)) {
            run.seed(command.matchedOptionValue(Commands.SEED, 0L));
        }
        if (has(command, Commands.FORCE)) {
            run.force();
        }
        if (onlyMissing(command)) {
            run.onlyMissingOutputs();
        }
        if (has(command, Commands.KEEP_GOING)) {
            run.onFailure(FailurePolicy.KEEP_GOING);
        }
        if (has(command, Commands.CAPACITY)) {
            command.matchedOptionValue(Commands.CAPACITY, Map.<String, String>of())
                    .forEach(run::capacity);
        }
        run.select(filter(command));
        return run;
    }

    /**
     * Checks the values of options alone.
     *
     * @throws ParameterException if a value is wrong
     * @throws UsageException if a parameter is wrong
     */
    static void check(ParseResult command) {
        parameters(command);
        loadVersions(command);
        filter(command);
        if (has(command, Commands.RUNNER)) {
            runner(command);
        }
    }

    private static Map<String, String> loadVersions(ParseResult command) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String version : given(command, Commands.LOAD_VERSIONS)) {
            int colon = version.lastIndexOf(':');
            if (colon < 1) {
                throw new ParameterException(
                        command.commandSpec().commandLine(),
                        "\"" + version
                                + "\" is not a dataset and a version; write it as in model:2026-01-31T12.00.00.000Z");
            }
            versions.put(version.substring(0, colon), version.substring(colon + 1));
        }
        return versions;
    }

    private static void setConf(Run run, ParseResult command) {
        Path conf = conf(command);
        if (isConfGiven(command) || Files.isDirectory(conf)) {
            run.conf(conf);
        }
    }

    private static void state(Run run, ParseResult command) {
        Optional.ofNullable(command.<Path>matchedOptionValue(Commands.STATE_DIRECTORY, null))
                .ifPresent(run::stateDirectory);
        Optional.ofNullable(command.<String>matchedOptionValue(Commands.STATE, null))
                .ifPresent(run::state);
        if (has(command, Commands.OFFLINE)) {
            run.offline();
        }
        Optional.ofNullable(command.<Long>matchedOptionValue(Commands.WAIT, null))
                .ifPresent(seconds -> run.waitForLock(wait(command, seconds)));
    }

    private static Duration wait(ParseResult command, long seconds) {
        if (seconds < 0) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), Commands.WAIT + " must be at least 0, not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    static boolean has(ParseResult command, String option) {
        return command.commandSpec().findOption(option) != null && command.hasMatchedOption(option);
    }

    /** Returns the file with further options. */
    static Optional<Path> config(ParseResult command) {
        return has(command, OptionsFile.NAME)
                ? Optional.ofNullable(command.matchedOptionValue(OptionsFile.NAME, null))
                : Optional.empty();
    }

    static Optional<Path> write(ParseResult command) {
        return Optional.ofNullable(command.matchedOptionValue(Commands.WRITE, null));
    }

    static boolean dryRun(ParseResult command) {
        return has(command, Commands.DRY_RUN);
    }

    static boolean onlyMissing(ParseResult command) {
        return has(command, Commands.ONLY_MISSING);
    }

    static List<String> nodes(ParseResult command) {
        return command.matchedPositionalValue(0, List.of());
    }

    private static boolean isConfGiven(ParseResult command) {
        return has(command, Commands.CONF_SOURCE);
    }

    /** Returns the configuration directory, which exists only if the command is about a project. */
    static Path conf(ParseResult command) {
        return isConfGiven(command)
                ? command.matchedOptionValue(Commands.CONF_SOURCE, Path.of(""))
                : ProjectDirectory.conf();
    }

    /** Returns whether the command is about no project: none was found, and no directory is given. */
    static boolean lacksProject(ParseResult command) {
        return !isConfGiven(command) && !Files.isDirectory(conf(command));
    }

    static String environment(ParseResult command) {
        return command.matchedOptionValue(Commands.ENVIRONMENT, Configuration.DEFAULT_ENVIRONMENT);
    }

    static Map<String, String> parameters(ParseResult command) {
        return GivenParametersText.parse(given(command, Commands.PARAMETERS));
    }

    /** Returns the runner that the options name. */
    static Runner runner(ParseResult command) {
        String text = command.matchedOptionValue(Commands.RUNNER, "auto");
        String[] workerOptions = command.matchedOptionValue(Commands.WORKER_OPTIONS, new String[0]);
        if (workerOptions.length > 0 && !RunnerWords.hasWorkerOptions(text)) {
            throw new ParameterException(
                    command.commandSpec().commandLine(), Commands.WORKER_OPTIONS + " is for --runner processes only");
        }
        try {
            return RunnerWords.runner(text, workerOptions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the share of nodes to verify; by default, 1. */
    static double sample(ParseResult command) {
        String text = command.matchedOptionValue(Commands.SAMPLE, "100%");
        boolean isNumber = text.matches("[0-9]{1,3}(\\.[0-9]{1,9})?%");
        double percent = isNumber ? Double.parseDouble(text.substring(0, text.length() - 1)) : 0;
        if (percent <= 0 || percent > 100) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    "\"" + text + "\" is not a share of the nodes; write it as in " + Commands.SAMPLE + " 5%");
        }
        return percent / 100;
    }

    static long sampleSeed(ParseResult command) {
        return command.matchedOptionValue(Commands.SAMPLE_SEED, 0L);
    }

    /** Returns the nodes that the selection names one by one. */
    static List<String> selectedNodes(ParseResult command) {
        return names(command, Commands.NODES);
    }

    private static NodeFilter filter(ParseResult command) {
        return new NodeFilter(
                names(command, Commands.FROM_NODES),
                names(command, Commands.TO_NODES),
                selectedNodes(command),
                names(command, Commands.FROM_INPUTS),
                names(command, Commands.TO_OUTPUTS),
                names(command, Commands.TAGS),
                names(command, Commands.EXCLUDE));
    }

    /** Returns the names of an option. An empty one is mostly that of a variable that is not set. */
    private static List<String> names(ParseResult command, String option) {
        List<String> names = given(command, option);
        if (has(command, option) && (names.isEmpty() || names.stream().anyMatch(String::isBlank))) {
            throw new ParameterException(
                    command.commandSpec().commandLine(),
                    option + " needs a name in each place; leave the option out if it selects nothing");
        }
        return names;
    }

    private static List<String> given(ParseResult command, String option) {
        return has(command, option) ? command.matchedOptionValue(option, List.of()) : List.of();
    }

    static boolean json(ParseResult command) {
        return has(command, Commands.JSON);
    }
}
