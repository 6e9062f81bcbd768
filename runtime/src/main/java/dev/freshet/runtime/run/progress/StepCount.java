package dev.freshet.runtime.run.progress;

/** How many steps of a run are in progress: decisions, calls, saves and records. Guarded by the engine's lock. */
public final class StepCount {
    private int active;
    /** When the last step ended, by {@link System#nanoTime}. */
    private long now = System.nanoTime();

    StepCount() {}

    /** A step begins. */
    public void begin() {
        active++;
    }

    /** So many steps begin. */
    void begin(int steps) {
        active += steps;
    }

    /** A step has ended. */
    public void end() {
        now = System.nanoTime();
        active--;
    }

    /** A step that was counted ahead is taken by a thread, which begins it anew. */
    void taken() {
        active--;
    }

    /** Returns whether no step is in progress. */
    public boolean isQuiet() {
        return active == 0;
    }

    /** Returns when the last step ended, by {@link System#nanoTime}. */
    public long now() {
        return now;
    }
}
