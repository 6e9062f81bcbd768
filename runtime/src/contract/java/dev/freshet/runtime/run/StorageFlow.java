package dev.freshet.runtime.run;

import dev.freshet.runtime.cli.Freshet;
import java.lang.reflect.Type;
import java.util.Locale;

/** Texts all through. */
public final class StorageFlow extends StoredFlow {
    private StorageFlow() {}

    /** Called by worker processes. */
    public static StorageFlow create() {
        return new StorageFlow();
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public Type type(int dataset) {
        return String.class;
    }

    @Override
    protected Object clean(Object raw) {
        return ((String) raw).strip();
    }

    @Override
    protected Object count(Object cleaned, String commandLine) {
        return ((String) cleaned).length() + commandLine;
    }

    @Override
    protected Object shout(Object other) {
        return ((String) other).toUpperCase(Locale.ROOT);
    }
}
