package dev.freshet.runtime.plan;

import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A logger that also reports its lines: those that the log accepts, and lines of level info or higher even if the log
 * does not accept them.
 */
final class ToldLogger implements System.Logger {
    private static final int MOST_FRAMES = 20;

    private final Slf4jLogger log;
    private final BiConsumer<Level, String> told;

    ToldLogger(Slf4jLogger log, BiConsumer<Level, String> told) {
        this.log = log;
        this.told = told;
    }

    @Override
    public String getName() {
        return log.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && (level.getSeverity() >= Level.INFO.getSeverity() || log.isLoggable(level));
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        log.log(level, bundle, message, thrown);
        if (isLoggable(level)) {
            String text = Slf4jLogger.localized(bundle, message);
            told.accept(level, thrown == null ? text : text + "\n" + trace(thrown));
        }
    }

    private static String trace(Throwable thrown) {
        return thrown
                + Arrays.stream(thrown.getStackTrace())
                        .limit(MOST_FRAMES)
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... values) {
        log.log(level, bundle, format, values);
        if (isLoggable(level)) {
            told.accept(level, Slf4jLogger.text(bundle, format, values));
        }
    }
}
