package dev.freshet.dataset;

/**
 * Makes the objects that nodes receive through parameters with {@link dev.freshet.Injected}. Freshet finds it if {@code
 * META-INF/services/dev.freshet.dataset.InjectedProvider} names the class.
 */
public interface InjectedProvider {
    /** The name of the class that parameters are declared with, such as {@code java.sql.Connection}. */
    String type();

    /** The name of the file of settings without its ending, such as {@code spark}; empty if there is none. */
    default String settings() {
        return "";
    }

    /**
     * Checks the settings without connecting to anything, before the first node of a run in which a node asks for the
     * object.
     *
     * @throws dev.freshet.config.ConfigException naming every mistake
     */
    default void check(ExtensionSettings settings) {}

    /**
     * Returns the object. Several nodes may ask at a time, each on its own thread.
     *
     * @throws RuntimeException if it cannot be made; the node fails with the message
     */
    Object get(ExtensionSettings settings);
}
