package dev.freshet.runtime.run;

import java.nio.file.Path;

/** Runs of nodes that do what {@link ContractScript} says, for tests of runners in other packages. */
public final class ScriptedRuns {
    private ScriptedRuns() {}

    /** A run of a graph whose nodes leave their traces in a directory. */
    public static Run of(Path project, String graph) {
        return Run.of(ContractScript.pipeline(project, graph));
    }
}
