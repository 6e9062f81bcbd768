package dev.freshet.spark.runner.executor;

import dev.freshet.spark.runner.executor.RelayPlugin.Heard;
import dev.freshet.spark.runner.executor.RelayPlugin.News;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * News with which a worker waits until the run has taken them. The run may need longer than Spark waits for the answer
 * to a question, so it is asked again and again.
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

    /** Waits until the run has taken them; returns false if nobody waits for the call any more. */
    boolean isTaken() throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        Heard heard = ask();
        while (heard == Heard.WAITS) {
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            // The run has the content, so that only the number is needed.
            news = News.of(input.call(), news.number());
            heard = ask();
        }
        return heard == Heard.TAKEN;
    }

    /** Asks until there is an answer: a driver that is busy for a while is not lost. */
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
