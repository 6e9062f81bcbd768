package dev.freshet.spark.runner.executor;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** Passes the news of workers from the executors to the driver, over Spark's own connections. */
public final class RelayPlugin implements SparkPlugin {
    private static final Map<String, Function<News, Heard>> LISTENERS = new ConcurrentHashMap<>();
    private static volatile @Nullable PluginContext executor;

    /** For Spark. */
    public RelayPlugin() {}

    /**
     * A frame of news, or news of the task itself.
     *
     * @param call the id of the call
     * @param number the number of the message in the call, from 0; negative for messages of the task
     */
    public record News(String call, int number, byte[] content) implements Serializable {
        /** The worker is ready, and begins the call. */
        public static final int STARTED = -1;
        /** The call was interrupted, and has ended. */
        public static final int ENDED = -2;
        /** The call was interrupted and did not end, so its worker was killed. */
        public static final int KILLED = -3;

        static News of(String call, int what) {
            return new News(call, what, new byte[0]);
        }

        /** Returns a text without the content. */
        @Override
        public String toString() {
            return "news " + number + " of call " + call;
        }
    }

    /** News, with the question whether they were processed. */
    private record Question(News news) implements Serializable {}

    /** The answers of the driver. */
    public enum Heard {
        /** The driver has processed the news. */
        TAKEN,
        /** The driver has received the news, and will process them. */
        WAITS,
        /** Nobody waits for the call any more. */
        FORGOTTEN
    }

    /**
     * Registers a listener for a call, in the driver.
     *
     * @param listener receives the news; it must return at once, since one thread receives the news of all calls
     */
    public static void listen(String call, Function<News, Heard> listener) {
        LISTENERS.put(call, listener);
    }

    /** Removes the listener of a call, in the driver. */
    public static void forget(String call) {
        LISTENERS.remove(call);
    }

    /** Sends news, in an executor. */
    static void send(News news) throws IOException {
        context().send(news);
    }

    /**
     * Sends news, in an executor, and returns the driver's answer. The driver ignores news that it has already
     * received.
     *
     * @throws TimeoutException if there is no answer yet; it may still come
     */
    static Heard ask(News news) throws IOException, InterruptedException, TimeoutException {
        try {
            return Heard.valueOf((String) context().ask(new Question(news)));
        } catch (IOException | InterruptedException | TimeoutException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the driver does not answer", e);
        }
    }

    private static PluginContext context() throws IOException {
        PluginContext context = executor;
        if (context == null) {
            throw new IOException("Spark was started without the plugin " + RelayPlugin.class.getName()
                    + "; name it in spark.plugins, or let the runner start Spark");
        }
        return context;
    }

    private static Heard heard(News news) {
        return LISTENERS.getOrDefault(news.call(), unknown -> Heard.FORGOTTEN).apply(news);
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public @Nullable Object receive(Object message) {
                if (message instanceof Question question) {
                    // Spark's connections know the classes of Java only.
                    return heard(question.news()).name();
                }
                heard((News) message);
                return null;
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> settings) {
                executor = context;
            }
        };
    }
}
