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

/** Passes what workers tell from the executors to the driver, by Spark's own connections. */
public final class RelayPlugin implements SparkPlugin {
    private static final Map<String, Function<News, Heard>> LISTENERS = new ConcurrentHashMap<>();
    private static volatile @Nullable PluginContext executor;

    /** For Spark. */
    public RelayPlugin() {}

    /**
     * A frame of news, or news of the task itself.
     *
     * @param call which call it is about
     * @param number its number in the call, from 0; below that, what the task tells
     */
    public record News(String call, int number, byte[] content) implements Serializable {
        /** The worker is ready, and makes the call. */
        public static final int STARTED = -1;
        /** The call was told to end, and has ended. */
        public static final int ENDED = -2;
        /** The call was told to end, and its worker was ended since it did not. */
        public static final int KILLED = -3;

        static News of(String call, int what) {
            return new News(call, what, new byte[0]);
        }

        /** Without the content. */
        @Override
        public String toString() {
            return "news " + number + " of call " + call;
        }
    }

    /** News with a question: what has become of them. */
    private record Question(News news) implements Serializable {}

    /** What the driver answers. */
    public enum Heard {
        /** It has done what the news are about. */
        TAKEN,
        /** It has heard of it, and will take it. */
        WAITS,
        /** Nobody waits for the call any more. */
        FORGOTTEN
    }

    /**
     * In the driver: from now on, hears of a call.
     *
     * @param listener must return at once, since one thread hears of all calls
     */
    public static void listen(String call, Function<News, Heard> listener) {
        LISTENERS.put(call, listener);
    }

    /** In the driver: hears no more of a call. */
    public static void forget(String call) {
        LISTENERS.remove(call);
    }

    /** In an executor. */
    static void send(News news) throws IOException {
        context().send(news);
    }

    /**
     * The same, and returns what the driver answers to it; what the driver has heard before it hears once.
     *
     * @throws TimeoutException if there is no answer, which may come later
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
