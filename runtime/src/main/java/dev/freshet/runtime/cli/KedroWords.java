package dev.freshet.runtime.cli;

import java.util.Map;
import java.util.Optional;

/** What commands, options and runners of Kedro are called here. */
final class KedroWords {
    private static final Map<String, String> COMMANDS = Map.of(
            "registry", "\"list\" prints the nodes",
            "viz", "\"graph\" draws the pipeline",
            "ipython", "jshell with the class path of the program calls nodes and pipelines",
            "jupyter", "jshell with the class path of the program calls nodes and pipelines",
            "package", "Maven or Gradle packs the program",
            "pipeline", "a pipeline is a class with @Pipeline",
            "new", "a project is one of Maven or Gradle, with a class with @Pipeline",
            "catalog list", "\"list\" prints nodes with their datasets, \"catalog check\" checks the entries",
            "catalog describe-patterns", "\"list\" prints nodes with their datasets");

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("--pipeline", "each pipeline has its program; choose nodes with --nodes, --tags or --from-nodes"),
            Map.entry("-p", "each pipeline has its program; choose nodes with --nodes, --tags or --from-nodes"),
            Map.entry("--namespace", "write --nodes 'NAMESPACE.*'"),
            Map.entry("--namespaces", "write --nodes 'NAMESPACE.*'"),
            Map.entry("--async", "datasets are loaded and saved in the background in any case"),
            Map.entry("-r", "did you mean \"--runner\"?"),
            Map.entry("-n", "did you mean \"--nodes\"?"),
            Map.entry("-t", "did you mean \"--tags\"?"),
            Map.entry("-c", "did you mean \"--config\"?"));

    private static final Map<String, String> RUNNERS = Map.of(
            "SequentialRunner", "did you mean \"sequential\"?",
            "ThreadRunner", "did you mean \"threads:4\"?",
            "ParallelRunner", "did you mean \"processes:4\"?");

    private KedroWords() {}

    /** Returns what to do in place of a command, such as {@code viz} or {@code catalog list}. */
    static Optional<String> command(String words) {
        return Optional.ofNullable(COMMANDS.get(words));
    }

    /** Returns what to write in place of an option of {@code run}. */
    static Optional<String> option(String name) {
        return Optional.ofNullable(OPTIONS.get(name));
    }

    /** Returns what to write in place of a runner, whose class may have its package in front. */
    static Optional<String> runner(String name) {
        return Optional.ofNullable(RUNNERS.get(name.substring(name.lastIndexOf('.') + 1)));
    }
}
