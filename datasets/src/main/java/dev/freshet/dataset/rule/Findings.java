package dev.freshet.dataset.rule;

import dev.freshet.dataset.DatasetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The violations that are found while a dataset is loaded or saved once. Used by one thread at a time. */
public final class Findings {
    /** Violations that are told; the others are only counted. */
    private static final int MOST = 20;

    /**
     * A violation in words.
     *
     * @param place the file and the place in it
     */
    private record Finding(String place, String text) {}

    private final ValueChecks checks;
    private final String dataset;
    private final String location;
    private final Validators validators = Validators.found();
    private final boolean isOn;
    private final List<Finding> first = new ArrayList<>();
    private long count;

    public Findings(ValueChecks checks, String dataset, String location) {
        this.checks = checks;
        this.dataset = dataset;
        this.location = location;
        isOn = checks.mayFail(validators);
    }

    /** Whether anything can be wrong with values. */
    public boolean areWanted() {
        return isOn;
    }

    /**
     * Notes what is wrong with a value.
     *
     * @param place what follows the file's name; asked only if something is wrong
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
     * @throws DatasetException if anything was wrong, unless there is to be only a warning
     */
    public void end() {
        failEarly();
        warn();
    }

    /**
     * Ends early if anything is wrong.
     *
     * @throws DatasetException if anything was wrong so far, unless there is to be only a warning
     */
    public void failEarly() {
        if (count > 0 && checks.validation() == Validation.FAIL) {
            throw new DatasetException(message(), null);
        }
    }

    /** Warns of what was found, if no more is wanted. */
    public void warn() {
        if (count > 0 && checks.validation() == Validation.WARN) {
            LoggerFactory.getLogger(Findings.class).warn("{}", message());
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
