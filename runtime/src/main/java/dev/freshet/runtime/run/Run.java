package dev.freshet.runtime.run;

import dev.freshet.config.Configuration;
import dev.freshet.runtime.dataset.Catalog;
import dev.freshet.runtime.dataset.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeContexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of a pipeline, to be described and started:
 *
 * <pre>{@code
 * RunReport report = Run.of(SalesPipeline.create()).conf(Path.of("conf")).parameter("vat", "0.19").start().orThrow();
 * Revenue revenue = report.get(SalesPipeline.Data.REVENUE);
 * }</pre>
 *
 * <p>A dataset in the catalog is saved when its node is done, and each node that reads it loads it from there, so that it
 * sees what a later process would see. Any other dataset is handed on in memory, by reference, and dropped after its last
 * reader; nodes must not modify their inputs.
 */
public final class Run {
    private static final Logger LOGGER = LoggerFactory.getLogger(Run.class);
    private static final Path DEFAULT_CONF = Path.of("conf");

    private final CompiledPipeline pipeline;
    private @Nullable Path conf;
    private @Nullable Catalog catalog;
    private String environment = Configuration.DEFAULT_ENVIRONMENT;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private Runner runner = Runner.sequential();
    private RunListener listener = node -> {};

    private Run(CompiledPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** A run of all nodes of a pipeline. */
    public static Run of(CompiledPipeline pipeline) {
        return new Run(Objects.requireNonNull(pipeline, "pipeline"));
    }

    /**
     * The directory with the configuration: {@code base} and environments. Unless given, {@code conf} in the working
     * directory, if there is one.
     */
    public Run conf(Path directory) {
        conf = directory;
        return this;
    }

    /** The environment whose configuration goes over {@code base}; {@code local} unless given. */
    public Run environment(String name) {
        environment = name;
        return this;
    }

    /** A catalog to use in place of the configuration's. */
    public Run catalog(Catalog replacement) {
        catalog = replacement;
        return this;
    }

    /**
     * A parameter's value in place of the configuration's.
     *
     * @param path such as {@code split.ratio}
     * @param value as one would write it in YAML
     */
    public Run parameter(String path, String value) {
        parameters.put(path, value);
        return this;
    }

    /** The value of a free input, in place of the catalog's. */
    public <T> Run input(DatasetRef<T> dataset, T value) {
        inputs.put(dataset.name(), Objects.requireNonNull(value, dataset.name()));
        return this;
    }

    /** Who decides when nodes are executed; {@link Runner#sequential} unless given. */
    public Run runner(Runner chosen) {
        runner = chosen;
        return this;
    }

    /** Is told of the run as it goes. */
    public Run listener(RunListener told) {
        listener = told;
        return this;
    }

    /**
     * Runs the pipeline. Failures of nodes and datasets are in the report.
     *
     * @throws dev.freshet.config.ConfigException if something is missing or wrong before the first node: then nothing has
     *     run and nothing was written; it names all that was found
     */
    public RunReport start() {
        Path directory = conf != null || !Files.isDirectory(DEFAULT_CONF) ? conf : DEFAULT_CONF;
        Configuration configuration = directory == null && parameters.isEmpty()
                ? null
                : Configuration.load(directory == null ? DEFAULT_CONF : directory, environment, parameters);
        Catalog used = catalog != null ? catalog : configuration == null ? Catalog.empty() : Catalog.of(configuration);
        Parameters known = configuration == null ? Parameters.empty() : Parameters.of(configuration);
        Materials materials = new Preparation(pipeline, used, known, inputs).prepare();
        return execute(materials);
    }

    private RunReport execute(Materials materials) {
        String runId = UUID.randomUUID().toString();
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        LOGGER.info("run {} of {} started", runId, pipeline.name());
        PipelineRun run;
        try (NodeContexts contexts = new NodeContexts(pipeline.name(), runId, 0, (node, done, total) -> {})) {
            run = new PipelineRun(pipeline, materials, contexts, listener);
            runner.run(run);
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        LOGGER.info("run {} of {} ended after {}", runId, pipeline.name(), duration);
        return new RunReport(runId, start, duration, run);
    }
}
