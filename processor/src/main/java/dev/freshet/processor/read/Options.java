package dev.freshet.processor.read;

import dev.freshet.processor.model.Code;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The compiler options of the form {@code -A<name>=<value>}. */
public final class Options {
    /** The configuration directory. */
    public static final String CONF = "freshet.conf";

    /** All names. The compiler warns of options that no processor supports. */
    public static final Set<String> ALL = all();

    private Options() {}

    private static Set<String> all() {
        Set<String> names = new TreeSet<>(Set.of(CONF));
        Arrays.stream(Code.values()).map(code -> "freshet." + code).forEach(names::add);
        return Set.copyOf(names);
    }
}
