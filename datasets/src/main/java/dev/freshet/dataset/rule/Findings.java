package dev.freshet.dataset.rule;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The violations found during one load or save of a dataset. It is used by one thread at a time. */
public final class Findings {
    /** The limit on violations in a message; the rest are only counted. */
    private static final int MOST = 20;

    /**
     * A violation as text.
     *
     * @param place the file and the position in it
     */
    private record Finding(String place, String text) {}

    private final ValueChecks checks;
    private final String dataset;
    private final String location;
    private final Consumer<String> warnings;
    private final Validators validators = Validators.found();
    private final boolean isOn;
    private final List<Finding> first = new ArrayList<>();
    private long count;

    /** @param warnings takes violations that are only warnings */
    public Findings(ValueChecks checks, String dataset, String location, Consumer<String> warnings) {
        this.checks = checks;
        this.dataset = dataset;
        this.location = location;
        this.warnings = warnings;
        isOn = checks.mayFail(validators);
    }

    /** Returns whether values need to be checked. */
    public boolean areWanted() {
        return isOn;
    }

    /**
     * Adds the violations of a value.
     *
     * @param place supplies the position that follows the file's name; called only if there is a violation
     */
    public void note(Object value, Supplier<String> place) {
        if (isOn) {
            validators.check(value, violation -> {
                if (count++ < MOST) {
                    first.add(new Finding(location + place.get(), Violations.text(violation)));
                }
            });
        }
    }

    /**
     * Ends the checks.
     *
     * @throws DatasetException if there were violations and they are not only warnings
     */
    public void end() {
        failEarly();
        warn();
    }

    /**
     * Ends the checks early if there are violations.
     *
     * @throws DatasetException if there are violations so far and they are not only warnings
     */
    public void failEarly() {
        if (count > 0 && checks.validation() == Validation.FAIL) {
            throw new DatasetException(message(), null);
        }
    }

    /** Logs and passes on the violations if they are only warnings. */
    public void warn() {
        if (count > 0 && checks.validation() == Validation.WARN) {
            String warning = KnownSecrets.masked(message());
            LoggerFactory.getLogger(Findings.class).warn("{}", warning);
            warnings.accept(warning);
            count = 0;
        }
    }

    private String message() {
        if (count == 1) {
            return DatasetException.message(
                    dataset, first.get(0).place(), first.get(0).text());
        }
        StringBuilder message =
                new StringBuilder(DatasetException.message(dataset, location, count + " constraints are violated:"));
        first.forEach(finding ->
                message.append("\n  ").append(finding.place()).append(": ").append(finding.text()));
        if (count > MOST) {
            message.append("\n  and ").append(count - MOST).append(" more");
        }
        return message.toString();
    }
}
