package dev.freshet.oracle.executed;

/** Ends programs that would not end: each jump back and each method that begins is a step. */
public final class StepLimit {
    private static final int MOST = 50_000;

    private static int steps;

    private StepLimit() {}

    /** Called by the code under test. For one thread. */
    public static void step() {
        if (++steps > MOST) {
            throw new Exceeded();
        }
    }

    static void reset() {
        steps = 0;
    }

    static boolean isExceeded() {
        return steps > MOST;
    }

    /** Too many steps; thrown again at each further one. */
    static final class Exceeded extends Error {
        private static final long serialVersionUID = 1;

        Exceeded() {
            super("too many steps", null, false, false);
        }
    }
}
