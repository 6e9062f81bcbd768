package dev.freshet.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gauges that say when pipelines last succeeded. A registry keeps the first gauge of each name and tags, so all runs
 * of a pipeline share one.
 */
final class LastSuccesses {
    private static final Map<MeterRegistry, Map<Tags, AtomicLong>> MOMENTS = new WeakHashMap<>();

    private LastSuccesses() {}

    /** Sets the gauge of a pipeline to the time of the registry's clock. */
    static void set(MeterRegistry registry, Tags tags) {
        moment(registry, tags).set(registry.config().clock().wallTime());
    }

    private static synchronized AtomicLong moment(MeterRegistry registry, Tags tags) {
        return MOMENTS.computeIfAbsent(registry, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(tags, any -> {
                    AtomicLong moment = new AtomicLong();
                    TimeGauge.builder("freshet.run.last.success", moment, TimeUnit.MILLISECONDS, AtomicLong::get)
                            .description("when the pipeline last succeeded, as the time since 1970")
                            .tags(tags)
                            .strongReference(true)
                            .register(registry);
                    return moment;
                });
    }
}
