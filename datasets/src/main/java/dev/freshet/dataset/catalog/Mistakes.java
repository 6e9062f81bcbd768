package dev.freshet.dataset.catalog;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.dataset.OptionException;
import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of one entry, each with its position. Used by one thread at a time. */
final class Mistakes {
    private final EntryOptions options;
    private final List<ConfigProblem> problems;

    /** @param known the mistakes that are already known */
    Mistakes(EntryOptions options, List<ConfigProblem> known) {
        this.options = options;
        problems = new ArrayList<>(known);
    }

    /**
     * Adds a mistake in the value of an option; its position is the entry's name if the entry does not give the option.
     */
    void at(String option, String message) {
        problems.add(new ConfigProblem(options.position(option), message));
    }

    /** Adds a mistake of the entry as a whole. */
    void atEntry(String message) {
        problems.add(new ConfigProblem(options.position(), message));
    }

    /** Adds mistakes that were found elsewhere, such as in credentials. */
    void add(ConfigException mistakes) {
        problems.addAll(mistakes.problems());
    }

    /** Adds what a dataset type refuses: options at their positions, anything else at the entry's name. */
    void refused(IllegalArgumentException refusal, String dataset) {
        if (!(refusal instanceof OptionException wrong)) {
            atEntry("dataset \"" + dataset + "\": " + refusal.getMessage());
            return;
        }
        for (OptionException.Mistake mistake : wrong.mistakes()) {
            Position place = mistake.key().isEmpty()
                    ? options.position(mistake.option())
                    : options.keyPosition(mistake.option(), mistake.key());
            problems.add(new ConfigProblem(place, mistake.message()));
        }
    }

    boolean areThere() {
        return !problems.isEmpty();
    }

    /**
     * Ends the work on an entry with mistakes.
     *
     * @throws ConfigException naming every mistake so far, if there is any
     */
    void require() {
        if (areThere()) {
            throw failure();
        }
    }

    /** Returns all mistakes so far; there is at least one. */
    ConfigException failure() {
        return new ConfigException(problems);
    }
}
