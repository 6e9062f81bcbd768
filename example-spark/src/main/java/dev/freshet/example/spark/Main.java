package dev.freshet.example.spark;

import dev.freshet.runtime.cli.Freshet;

/** Runs the pipeline from the command line. */
public final class Main {
    private Main() {}

    /** Try {@code --help}. */
    public static void main(String[] args) {
        System.exit(Freshet.main(FlightNetworkPipeline.create(), args));
    }
}
