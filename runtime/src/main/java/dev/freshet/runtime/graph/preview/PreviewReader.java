package dev.freshet.runtime.graph.preview;

import dev.freshet.config.ConfigException;
import dev.freshet.config.KnownSecrets;
import dev.freshet.config.VisibleText;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.ShownPath;
import dev.freshet.runtime.graph.Preview;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the previews of datasets, one after the other. If a dataset cannot be read, its preview says why, so that
 * errors in the data never prevent a page.
 */
public final class PreviewReader {
    private final Catalog catalog;
    private final Duration most;

    /** @param most the longest time for one dataset */
    public PreviewReader(Catalog catalog, Duration most) {
        this.catalog = catalog;
        this.most = most;
    }

    /**
     * Reads the preview of a dataset.
     *
     * @param type the Java type of the dataset in the pipeline
     */
    public Preview read(String dataset, Type type) {
        FutureTask<Preview> reading = new FutureTask<>(() -> new HeadReader(catalog, dataset).read(type));
        Thread thread = new Thread(reading, "freshet-preview");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            return nothing(dataset, "it took longer than " + most.toSeconds() + " s to read");
        } catch (InterruptedException e) {
            reading.cancel(true);
            Thread.currentThread().interrupt();
            return nothing(dataset, "the read was interrupted");
        } catch (ExecutionException e) {
            return nothing(dataset, reason(e.getCause()));
        }
    }

    private static Preview nothing(String dataset, String why) {
        return new Preview(dataset, new Preview.None(), why);
    }

    private static String reason(@Nullable Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "its first value is too large to show";
        }
        boolean isExplained = failure instanceof DatasetException || failure instanceof ConfigException;
        return shown(failure != null && isExplained ? String.valueOf(failure.getMessage()) : String.valueOf(failure));
    }

    /** Returns the first line of a message, without secrets and absolute paths. */
    private static String shown(String message) {
        String line = message.lines().findFirst().orElse("it cannot be read");
        return VisibleText.line(KnownSecrets.masked(ShownPath.inText(line)));
    }
}
