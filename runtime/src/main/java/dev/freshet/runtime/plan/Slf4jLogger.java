package dev.freshet.runtime.plan;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Implements the JDK's logger interface by SLF4J, so that nodes log where the application does. */
final class Slf4jLogger implements System.Logger {
    private final Logger logger;

    Slf4jLogger(String name) {
        logger = LoggerFactory.getLogger(name);
    }

    @Override
    public String getName() {
        return logger.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return level == Level.ALL || (level != Level.OFF && logger.isEnabledForLevel(slf4j(level)));
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            logger.atLevel(slf4j(level)).setCause(thrown).log(localized(bundle, message));
        }
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        if (isLoggable(level)) {
            logger.atLevel(slf4j(level)).log(text(bundle, format, values));
        }
    }

    static String text(
            @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object @Nullable ... values) {
        String pattern = localized(bundle, format);
        boolean plain = values == null || values.length == 0;
        return plain ? pattern : MessageFormat.format(pattern, values);
    }

    static String localized(@Nullable ResourceBundle bundle, @Nullable String message) {
        return bundle != null && message != null && bundle.containsKey(message)
                ? bundle.getString(message)
                : String.valueOf(message);
    }

    private static org.slf4j.event.Level slf4j(Level level) {
        return switch (level) {
            case ALL, TRACE -> org.slf4j.event.Level.TRACE;
            case DEBUG -> org.slf4j.event.Level.DEBUG;
            case INFO -> org.slf4j.event.Level.INFO;
            case WARNING -> org.slf4j.event.Level.WARN;
            case ERROR, OFF -> org.slf4j.event.Level.ERROR;
        };
    }
}
