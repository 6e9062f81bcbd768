package dev.freshet.example;

import dev.freshet.runtime.cli.Freshet;

/** Runs the pipeline from the command line. */
public final class Main {
    private Main() {}

    /** Try {@code --help}. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true"); // Charts are drawn without a screen.
        System.exit(Freshet.main(FlightDelaysPipeline.create(), args));
    }
}
