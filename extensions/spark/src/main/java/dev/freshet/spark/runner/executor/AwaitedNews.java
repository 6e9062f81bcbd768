package dev.freshet.spark.runner.executor;

import dev.freshet.spark.runner.executor.RelayPlugin.Heard;
import dev.freshet.spark.runner.executor.RelayPlugin.News;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * News for which a worker waits until the run has processed them. The run may take longer than Spark waits for an
 * answer, so the executor asks repeatedly.
 */
final class AwaitedNews {
    private static final long FIRST_PAUSE_MILLIS = 1;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final TaskInput input;
    private News news;

    AwaitedNews(TaskInput input, int number, byte[] content) {
        this.input = input;
        news = new News(input.call(), number, content);
    }

    /** Waits until the run has processed the news; returns false if nobody waits for the call any more. */
    boolean isTaken() throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        Heard heard = ask();
        while (heard == Heard.WAITS) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            // The run already has the content, so only the number is needed.
            news = News.of(input.call(), news.number());
            heard = ask();
        }
        return heard == Heard.TAKEN;
    }

    /** Asks until there is an answer, since a busy driver is not lost. */
    private Heard ask() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(input.silenceMillis());
        while (true) {
            try {
                return RelayPlugin.ask(news);
            } catch (TimeoutException e) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("the driver does not answer", e);
                }
            }
        }
    }
}
