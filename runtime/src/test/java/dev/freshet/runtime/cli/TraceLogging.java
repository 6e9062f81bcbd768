package dev.freshet.runtime.cli;

import dev.freshet.runtime.EveryLevelLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Prints all that is logged, down to the level of traces, on standard error. For processes that name it by a property. */
public final class TraceLogging implements SLF4JServiceProvider {
    /** The option of a process. */
    static final String OPTION = "-Dslf4j.provider=" + TraceLogging.class.getName();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new BasicMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Printing::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Printing extends EveryLevelLogger {
        private static final long serialVersionUID = 1L;

        Printing(String name) {
            this.name = name;
        }

        @Override
        protected void take(Level level, String text, @Nullable Throwable thrown) {
            System.err.println("LOG " + level + " " + name + ": " + text);
            if (thrown != null) {
                thrown.printStackTrace();
            }
        }
    }
}
