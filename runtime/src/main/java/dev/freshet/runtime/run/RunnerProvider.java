package dev.freshet.runtime.run;

/**
 * Names a runner for the command line, as in {@code --runner spark:spark://host:7077}. Extensions name their class in
 * {@code META-INF/services/dev.freshet.runtime.run.RunnerProvider}.
 */
public interface RunnerProvider {
    /** Returns the word that names the runner, in lower-case letters. */
    String word();

    /** Returns an example of the word and what may follow it, for messages. */
    String form();

    /**
     * Returns the runner.
     *
     * @param what the text after the word and its colon; empty if there is none
     * @throws IllegalArgumentException if the text is wrong; the user sees the message
     */
    Runner runner(String what);
}
