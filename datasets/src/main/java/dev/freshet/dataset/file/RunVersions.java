package dev.freshet.dataset.file;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions of one run.
 *
 * @param saved the name of every version that the run saves
 * @param loaded the versions to load instead of the newest ones, by dataset
 */
public record RunVersions(String saved, Map<String, String> loaded) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** So much may the clocks of those who save versions differ. */
    private static final Duration MOST = Duration.ofDays(1);

    private static final Pattern LEGAL = Pattern.compile("[\\p{Alnum}_-][\\p{Alnum}._-]*");

    /** Returns the versions of a run that starts now. */
    public static RunVersions now(Map<String, String> loaded) {
        return new RunVersions(TIME.format(Instant.now()), Map.copyOf(loaded));
    }

    /** Returns whether a name is that of a version that a run has saved. Other directories beside it are none. */
    static boolean isSaved(String name) {
        try {
            return TIME.format(TIME.parse(name, Instant::from)).equals(name);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Returns whether a directory of that name can be named in place of the newest version. */
    public static boolean isLegal(String version) {
        return LEGAL.matcher(version).matches();
    }

    /**
     * Returns the name of the version that follows the newest one, if that is not older than the one to save: the next
     * millisecond. Empty if the newest is more than a day ahead.
     */
    static Optional<String> following(String newest, String saved) {
        Instant last = TIME.parse(newest, Instant::from);
        Duration ahead = Duration.between(TIME.parse(saved, Instant::from), last);
        return ahead.compareTo(MOST) > 0 ? Optional.empty() : Optional.of(TIME.format(last.plusMillis(1)));
    }

    public Optional<String> loaded(String dataset) {
        return Optional.ofNullable(loaded.get(dataset));
    }
}
