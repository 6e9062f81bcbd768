package dev.freshet.processor;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * What straight Java of a random pipeline is written with, and what its nodes compute. Public for the compiled sources; knows
 * nothing of generated code.
 */
public final class StraightRun {
    /** What a node does. */
    public interface Body {
        void run() throws Exception;
    }

    private static final List<String> LOG = new CopyOnWriteArrayList<>();

    private final Map<String, Object> made = new HashMap<>();
    private final Map<String, String> failed = new HashMap<>();
    private boolean ended;

    public StraightRun(Map<String, Object> given) {
        made.putAll(given);
    }

    /** A node without outputs was called. */
    public static void log(String entry) {
        LOG.add(entry);
    }

    static List<String> takeLog() {
        List<String> entries = List.copyOf(LOG);
        LOG.clear();
        return entries;
    }

    /**
     * A node, unless something that it needs is missing.
     *
     * @param caught whether another takes its outcome
     */
    public void node(String node, boolean caught, List<String> needed, List<String> outputs, Body body) {
        String cause = needed.stream()
                .filter(failed::containsKey)
                .map(failed::get)
                .findFirst()
                .orElse("");
        if (cause.isEmpty()) {
            try {
                body.run();
                return;
            } catch (Exception e) {
                cause = node;
            }
        }
        for (String output : outputs) {
            failed.put(output, cause);
        }
        failed.put(done(node), cause);
        ended |= !caught;
    }

    /** What a node needs that comes after another. */
    public static String done(String node) {
        return "after " + node;
    }

    public void put(String dataset, Object value) {
        made.put(dataset, value);
    }

    @SuppressWarnings("unchecked") // the generator knows the types
    public <T> T get(String dataset) {
        T value = (T) made.get(dataset);
        if (value == null) {
            throw new IllegalStateException(dataset + " was not made");
        }
        return value;
    }

    /** The value of a dataset; empty if its node failed, or one before it. */
    Optional<Object> value(String dataset) {
        return Optional.ofNullable(made.get(dataset));
    }

    /** Whether a node failed whose failure nobody takes. */
    boolean hasEnded() {
        return ended;
    }

    public <T> Outcome<T> outcome(String dataset) {
        return failed.containsKey(dataset)
                ? new Outcome.Failure<>(failed.get(dataset), new IllegalStateException())
                : new Outcome.Success<>(this.<T>get(dataset));
    }

    public static <T> Partitions<T> parts(Map<String, T> parts) {
        return new Partitions<>() {
            @Override
            public Set<String> keys() {
                return parts.keySet();
            }

            @Override
            public T get(String key) {
                if (!parts.containsKey(key)) {
                    throw new NoSuchElementException(key);
                }
                return parts.get(key);
            }
        };
    }

    public static <T> PartitionSink<T> into(Map<String, T> parts) {
        return new PartitionSink<>() {
            @Override
            public boolean has(String key) {
                return parts.containsKey(key);
            }

            @Override
            public void put(String key, T part) {
                parts.put(key, part);
            }
        };
    }

    /** Knows the node and the part, and nothing else. */
    public static NodeContext context(String node, Optional<String> part) {
        return new NodeContext() {
            @Override
            public String node() {
                return node;
            }

            @Override
            public Optional<String> partition() {
                return part;
            }

            @Override
            public String runId() {
                return "";
            }

            @Override
            public System.Logger logger() {
                return System.getLogger(node);
            }

            @Override
            public void progress(long done, long total) {}

            @Override
            public Path temporaryDirectory() {
                throw new UnsupportedOperationException();
            }

            @Override
            public RandomGenerator random() {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** A number of a value; maps that are equal have equal ones. */
    public static long mix(long hash, Object value) {
        long own;
        if (value instanceof Map<?, ?> map) {
            own = 1;
            for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
                own = mix(mix(own, entry.getKey()), entry.getValue());
            }
        } else if (value instanceof Partitions<?> parts) {
            Map<String, Object> all = new TreeMap<>();
            parts.forEach(all::put);
            own = mix(0, all);
        } else if (value instanceof Collection<?> || value instanceof Iterable<?>) {
            own = 2;
            for (Object element : (Iterable<?>) value) {
                own = mix(own, element);
            }
        } else if (value instanceof Outcome<?> outcome) {
            own = outcome instanceof Outcome.Failure<?> failure
                    ? mix(3, failure.node())
                    : mix(4, outcome.orElseThrow());
        } else {
            own = String.valueOf(value).hashCode();
        }
        return hash * 31 + own;
    }

    public static int number(long hash) {
        return (int) Math.floorMod(hash * 7, 100_000L);
    }

    public static String text(long hash) {
        return "t" + number(hash);
    }

    /** At most three numbers. */
    public static List<Integer> rows(long hash) {
        return List.of(number(hash), number(hash + 5), number(hash + 11)).subList(0, Math.floorMod(hash, 4));
    }

    /** At most three parts, in order of their keys. */
    public static Map<String, List<Integer>> parts(long hash) {
        Map<String, List<Integer>> parts = new TreeMap<>();
        for (int i = 0; i < Math.floorMod(hash, 4); i++) {
            parts.put("k" + Math.floorMod(hash + i, 7), rows(hash + 3 * i));
        }
        return parts;
    }
}
