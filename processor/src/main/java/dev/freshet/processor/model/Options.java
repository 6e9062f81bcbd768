package dev.freshet.processor.model;

import dev.freshet.config.NearestName;
import dev.freshet.processor.model.Code.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The compiler options of the form {@code -A<name>=<value>}. */
public final class Options {
    private static final String PREFIX = "freshet.";

    /** The configuration directory. */
    public static final String CONF = PREFIX + "conf";

    /** All names. The compiler warns of options that no processor supports. */
    public static final Set<String> ALL = all();

    private static final List<String> SEVERITIES = List.of("error", "warning", "note", "off");

    private Options() {}

    private static Set<String> all() {
        Set<String> names = new TreeSet<>(Set.of(CONF));
        Arrays.stream(Code.values()).map(Options::name).forEach(names::add);
        return Set.copyOf(names);
    }

    private static String name(Code code) {
        return PREFIX + code;
    }

    /**
     * Returns all names, and those of the given options that begin as Freshet's but are none. Freshet tells of these
     * itself, and with the nearest name.
     */
    public static Set<String> supported(Map<String, String> given) {
        Set<String> names = new TreeSet<>(ALL);
        given.keySet().stream().filter(Options::isUnknown).forEach(names::add);
        return names;
    }

    private static boolean isUnknown(String option) {
        return option.startsWith(PREFIX) && !ALL.contains(option);
    }

    private static String unknown(String option) {
        List<String> words = ALL.stream()
                .map(name -> name.substring(PREFIX.length()))
                .sorted()
                .toList();
        return "-A" + option + " is not an option of Freshet"
                + NearestName.suffix(option.substring(PREFIX.length()), words)
                + "\n  Fix: name a code, as in -A" + name(Code.UnusedOutput) + "=warning, or remove the option.";
    }

    /** Returns how the user wants a code reported; the default if the options do not say, or say nonsense. */
    public static Severity severity(Code code, Map<String, String> options) {
        String value = options.get(name(code));
        if (value == null || code.severity() == Severity.ERROR) {
            return code.severity();
        }
        return find(value).orElse(code.severity());
    }

    private static Optional<Severity> find(String value) {
        return SEVERITIES.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.of(Severity.valueOf(value.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Returns a message for each option whose value is wrong. */
    public static List<String> mistakes(Map<String, String> options) {
        List<String> mistakes = new ArrayList<>();
        if (options.containsKey(CONF) && options.get(CONF) == null) {
            mistakes.add(
                    "-A" + CONF + " has no value\n  Fix: name the configuration directory, as in -A" + CONF + "=conf.");
        }
        options.keySet().stream()
                .filter(Options::isUnknown)
                .sorted()
                .map(Options::unknown)
                .forEach(mistakes::add);
        for (Code code : Code.values()) {
            if (options.containsKey(name(code))) {
                mistake(code, options.get(name(code))).ifPresent(mistakes::add);
            }
        }
        return mistakes;
    }

    private static Optional<String> mistake(Code code, @Nullable String value) {
        String option = "-A" + name(code);
        if (value == null) {
            return Optional.of(option + " has no value" + legal(option));
        }
        Optional<Severity> severity = find(value);
        if (severity.isEmpty()) {
            return Optional.of(option + "=" + value + " is not a way to report " + code
                    + NearestName.suffix(value, SEVERITIES) + legal(option));
        }
        return code.severity() == Severity.ERROR && severity.get() != Severity.ERROR
                ? Optional.of(
                        option + "=" + value + " has no effect: " + code
                                + " is always an error\n  Fix: remove the option, and correct the mistakes that have this code.")
                : Optional.empty();
    }

    private static String legal(String option) {
        return "\n  Fix: write " + option + "=error, " + option + "=warning, " + option + "=note or " + option
                + "=off.";
    }
}
