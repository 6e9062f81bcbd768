package dev.freshet.runtime.run;

/**
 * A runner that the command line knows by a word, as in {@code --runner spark:spark://host:7077}. Extensions name their
 * class in {@code META-INF/services/dev.freshet.runtime.run.RunnerProvider}.
 */
public interface RunnerProvider {
    /** The word: lower-case letters. */
    String word();

    /** An example of the word with what may follow it. */
    String form();

    /**
     * Returns the runner.
     *
     * @param what the text behind the word and its colon; empty if there is none
     * @throws IllegalArgumentException if that is none of this runner; the message says what is wrong, and is shown
     */
    Runner runner(String what);
}
