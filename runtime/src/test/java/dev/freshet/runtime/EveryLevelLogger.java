package dev.freshet.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger that accepts all levels. */
public abstract class EveryLevelLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    /** Takes a message whose arguments are filled in. */
    protected abstract void take(Level level, String text, @Nullable Throwable thrown);

    @Override
    public final boolean isTraceEnabled() {
        return true;
    }

    @Override
    public final boolean isDebugEnabled() {
        return true;
    }

    @Override
    public final boolean isInfoEnabled() {
        return true;
    }

    @Override
    public final boolean isWarnEnabled() {
        return true;
    }

    @Override
    public final boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected final @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected final void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        take(level, MessageFormatter.basicArrayFormat(message, arguments == null ? new Object[0] : arguments), thrown);
    }
}
