package dev.freshet.runtime.dataset;

import dev.freshet.config.Configuration;
import java.lang.reflect.Type;

/** The parameters of the configuration, as Java values. */
public final class Parameters {
    private Parameters() {}

    /** The parameters of a configuration. */
    public static Parameters of(Configuration configuration) {
        throw new UnsupportedOperationException();
    }

    /** No parameters. */
    public static Parameters empty() {
        throw new UnsupportedOperationException();
    }

    /**
     * A parameter as a value of a Java type: a number, text, date, enum, list, map, record or {@code Optional} of these.
     *
     * @param path dotted, such as {@code split.ratio}; empty for all parameters
     * @throws dev.freshet.config.ConfigException if there is no such parameter or it is not of that type
     */
    public Object get(String path, Type type) {
        throw new UnsupportedOperationException();
    }
}
