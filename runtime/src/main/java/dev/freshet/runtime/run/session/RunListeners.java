package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.runtime.hook.FlightRecorderListener;
import dev.freshet.runtime.hook.LogListener;
import dev.freshet.runtime.hook.RunListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import jdk.jfr.FlightRecorder;

/** Finds the listeners of a run: the given listeners, the log, the flight recorder, and listeners that are services. */
final class RunListeners {
    /** Class loaders without listeners. They are remembered, since a search takes longer than a short run. */
    private static final Set<ClassLoader> WITHOUT_SERVICES =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private RunListeners() {}

    /** @throws ConfigException if a service cannot be loaded */
    static List<RunListener> of(List<RunListener> given) {
        List<RunListener> all = new ArrayList<>(given);
        if (LogListener.isOn()) {
            all.add(new LogListener());
        }
        if (FlightRecorder.isInitialized()) {
            all.add(new FlightRecorderListener());
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (WITHOUT_SERVICES.contains(loader)) {
            return all;
        }
        int before = all.size();
        try {
            ServiceLoader.load(RunListener.class, loader).forEach(all::add);
        } catch (ServiceConfigurationError e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause();
            throw new ConfigException(
                    new Position("META-INF/services/" + RunListener.class.getName(), 0, 0), e.getMessage() + cause);
        }
        if (all.size() == before) {
            WITHOUT_SERVICES.add(loader);
        }
        return all;
    }
}
