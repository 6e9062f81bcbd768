package dev.freshet.packaging;

import dev.freshet.runtime.cli.Freshet;

/** Runs the pipeline from the command line. */
public final class Main {
    private Main() {}

    /** Ends the process with the exit code of the command. */
    public static void main(String[] args) {
        System.exit(Freshet.main(StockPipeline.create(), args));
    }
}
