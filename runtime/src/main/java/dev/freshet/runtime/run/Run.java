package dev.freshet.runtime.run;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.engine.Cancellation;
import dev.freshet.runtime.run.engine.RunDescription;
import dev.freshet.runtime.run.engine.RunOptions;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.engine.Snapshot;
import dev.freshet.runtime.run.session.GivenParameters;
import dev.freshet.runtime.run.session.RunSettings;
import dev.freshet.runtime.run.session.Session;
import dev.freshet.runtime.run.verify.NodeSample;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a pipeline, to be described and started:
 *
 * <pre>{@code
 * RunReport report = Run.of(SalesPipeline.create()).conf(Path.of("conf")).parameter("vat", "0.19").start().orThrow();
 * Revenue revenue = report.get(SalesPipeline.Data.REVENUE);
 * }</pre>
 *
 * <p>A dataset in the catalog is saved in the background while its readers go on with the value in memory, if what they would
 * load equals it; otherwise they load it when it is saved. Any other dataset is handed on in memory. Values are handed on by
 * reference and dropped after their last reader; nodes must not modify their inputs.
 *
 * <p>A node whose code, parameters, inputs and outputs are as they were when it last succeeded is skipped: it loads nothing
 * and saves nothing. What is only in memory is made again only if a node that must run needs it.
 */
public final class Run {
    private static final Path DEFAULT_CONF = Path.of("conf");
    private static final String STATE = ".freshet";

    private final CompiledPipeline pipeline;
    private NodeFilter filter = NodeFilter.ALL;
    private @Nullable Path conf;
    private @Nullable Catalog catalog;
    private final Map<String, String> loadVersions = new LinkedHashMap<>();
    private String environment = Configuration.DEFAULT_ENVIRONMENT;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, Object> inputs = new LinkedHashMap<>();
    private Runner runner = Runner.sequential();
    private final List<RunListener> listeners = new ArrayList<>();
    private FailurePolicy policy = FailurePolicy.FAIL_FAST;
    private final Map<String, String> capacities = new LinkedHashMap<>();
    private boolean tee = true;
    private int saves = 8;
    private Duration retryPause = Duration.ofSeconds(1);
    private Duration grace = Duration.ofSeconds(5);
    private @Nullable Path state;
    private boolean forceAll;
    private final Set<String> forced = new LinkedHashSet<>();
    private boolean onlyMissing;
    private Duration lockWait = Duration.ZERO;
    private long seed;
    private @Nullable CodeFingerprints fingerprints;

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

    /**
     * The version of a versioned input to load, in place of the newest.
     *
     * @param version its name, such as {@code 2026-01-31T12.00.00.000Z}
     */
    public Run loadVersion(DatasetRef<?> dataset, String version) {
        return loadVersion(dataset.name(), version);
    }

    /** The same by the dataset's name. */
    public Run loadVersion(String dataset, String version) {
        loadVersions.put(dataset, version);
        return this;
    }

    /** The value of a free input, in place of the catalog's. */
    public <T> Run input(DatasetRef<T> dataset, T value) {
        inputs.put(dataset.name(), Objects.requireNonNull(value, dataset.name()));
        return this;
    }

    /** Where nodes run, and how many at a time; {@link Runner#sequential} unless given. */
    public Run runner(Runner chosen) {
        runner = chosen;
        return this;
    }

    /** Is told of the run as it goes, after those given before. */
    public Run listener(RunListener told) {
        listeners.add(told);
        return this;
    }

    /** What a node's failure does to the others; {@link FailurePolicy#FAIL_FAST} unless given. */
    public Run onFailure(FailurePolicy chosen) {
        policy = chosen;
        return this;
    }

    /**
     * How much nodes may take of a resource together. Unless given here or in {@code run.yml}: as many {@code cpus} as the
     * machine has or nodes run at a time, as much {@code memory} as the heap may grow to, or those of all worker processes, and
     * nothing of others.
     *
     * @param resource {@code cpus}, {@code memory}, or a name in {@code @Node(uses)}
     * @param amount such as {@code 4}, or {@code 16GB} of memory
     */
    public Run capacity(String resource, String amount) {
        capacities.put(resource, amount);
        return this;
    }

    /**
     * Whether a value that is to be stored is handed to its readers at once, and saved in the background; true unless given.
     * If not, each reader loads it from where it is stored.
     */
    public Run tee(boolean on) {
        tee = on;
        return this;
    }

    /** How many values are saved in the background at a time, at most; a node that has more to save waits. 8 unless given. */
    public Run savesAtATime(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 value must be saved at a time, not " + most);
        }
        saves = most;
        return this;
    }

    /**
     * The pause before a node with {@code @Node(retries)} is tried a second time; each later one is twice as long, up to a
     * minute. A second unless given.
     */
    public Run retryPause(Duration first) {
        retryPause = first;
        return this;
    }

    /** How long a node that was interrupted is waited for before it is left behind; 5 seconds unless given. */
    public Run grace(Duration longest) {
        grace = longest;
        return this;
    }

    /**
     * Only these nodes and all that come after them. Of several restrictions a node must meet all, so that nodes from A to B
     * are those on the way from A to B. What other nodes make must be stored, or given as an input.
     */
    public Run from(NodeRef... nodes) {
        return select(filter.andFrom(names(nodes)));
    }

    /** Only these nodes and all that come before them; see {@link #from}. */
    public Run to(NodeRef... nodes) {
        return select(filter.andTo(names(nodes)));
    }

    /** Only these nodes; see {@link #from}. */
    public Run only(NodeRef... nodes) {
        return select(filter.andOnly(names(nodes)));
    }

    /** Only nodes that read these datasets, and all that come after them; see {@link #from}. */
    public Run fromInputs(DatasetRef<?>... datasets) {
        return select(filter.andFromInputs(names(datasets)));
    }

    /** Only nodes that make these datasets, and all that come before them; see {@link #from}. */
    public Run toOutputs(DatasetRef<?>... datasets) {
        return select(filter.andToOutputs(names(datasets)));
    }

    /** Only nodes with one of these tags; see {@link #from}. */
    public Run tags(String... tags) {
        return select(filter.andTags(List.of(tags)));
    }

    /** Without these nodes. */
    public Run exclude(NodeRef... nodes) {
        return select(filter.andExclude(names(nodes)));
    }

    /** Only the nodes that a filter chooses, whose names may have wildcards, in place of earlier restrictions. */
    public Run select(NodeFilter chosen) {
        filter = chosen;
        return this;
    }

    /** Runs nodes although they are fresh: all of them, but for those that run only when asked for by name. */
    public Run force() {
        forceAll = true;
        return this;
    }

    /** Runs these nodes although they are fresh, or run only when asked for by name. */
    public Run force(NodeRef... nodes) {
        for (NodeRef node : nodes) {
            forced.add(node.name());
        }
        return this;
    }

    /** Runs only nodes that have a stored output which is not there, whatever else has changed. */
    public Run onlyMissingOutputs() {
        onlyMissing = true;
        return this;
    }

    /**
     * Where the state of earlier runs is kept; unless given, {@code .freshet} beside the configuration directory. A pipeline
     * that stores nothing has no state: every run runs all of it.
     */
    public Run state(Path directory) {
        state = directory;
        return this;
    }

    /** How long to wait if another run holds the state; unless given, not at all. */
    public Run waitForLock(Duration longest) {
        lockWait = longest;
        return this;
    }

    /** The seed of the random numbers that nodes are given; 0 unless given. Nodes that ask for a context depend on it. */
    public Run seed(long number) {
        seed = number;
        return this;
    }

    /** Fingerprints in place of those of the code on the class path, for tests of change detection. */
    Run fingerprints(CodeFingerprints replacement) {
        fingerprints = replacement;
        return this;
    }

    /**
     * What {@link #start} would do. Runs nothing and records nothing.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunPlan plan() {
        return new Session(description()).plan();
    }

    /**
     * What is known of each node: whether it is fresh, and its last success.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public List<NodeStatus> status() {
        return new Session(description()).status();
    }

    /**
     * Runs the chosen nodes that are fresh again, and compares what they make with what is stored. It finds what no
     * fingerprint can: a node that reads something undeclared, such as a file or the clock, and outputs that somebody edited.
     * What nodes make goes to a temporary directory; nothing that exists is changed, and nobody is told. Nodes run in this
     * process, as many at a time as the runner says.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public VerifyReport verify() {
        return verify(NodeSample.ALL);
    }

    /**
     * The same for a few of them.
     *
     * @param share how many of those that can be compared, more than 0 and at most 1; at least one
     * @param sampleSeed the same seed chooses the same nodes
     */
    public VerifyReport verifySample(double share, long sampleSeed) {
        return verify(new NodeSample(share, sampleSeed));
    }

    private VerifyReport verify(NodeSample sample) {
        BitSet chosen = selection().nodes();
        return new Session(description(pipeline, Optional.empty(), new Cancellation())).verify(chosen, sample);
    }

    /**
     * The fingerprint of each node's code, by name: 64 hex digits, equal for equal code on every machine. Nodes whose code is
     * not known are left out.
     */
    public Map<String, String> fingerprints() {
        return new Session(description()).fingerprintsByNode();
    }

    /**
     * What the code of nodes depends on without any fingerprint seeing it, such as the clock, a line each, by node. Nodes
     * that run each time are left out.
     */
    public Map<String, List<String>> impure() {
        return new Session(description()).impure();
    }

    /**
     * Keeps what nodes made although they would run: the caller says that what changed is harmless.
     *
     * @return the reasons that no longer count, by node
     * @throws dev.freshet.config.ConfigException if a node has no results to keep
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be read or written
     */
    public Map<String, List<Reason>> accept(NodeRef... nodes) {
        return new Session(description()).accept(names(nodes));
    }

    /**
     * Forgets earlier runs of nodes, or of all nodes if none is named, so that they run again. What they made stays.
     *
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be written
     */
    public void clean(NodeRef... nodes) {
        new Session(description()).clean(names(nodes));
    }

    private static List<String> names(DatasetRef<?>... datasets) {
        return Arrays.stream(datasets).map(DatasetRef::name).toList();
    }

    private static List<String> names(NodeRef... nodes) {
        return Arrays.stream(nodes).map(NodeRef::name).toList();
    }

    /** Starts the run on a thread of its own, so that it can be cancelled. */
    public RunHandle launch() {
        return RunHandle.start(this);
    }

    /**
     * Runs what is not fresh. If the calling thread is interrupted, the run is cancelled: no further node is started, running
     * ones are interrupted, and what is finished is saved and recorded. Failures of nodes and datasets are in the report.
     *
     * @throws dev.freshet.config.ConfigException if something is missing or wrong before the first node: then nothing has
     *     run and nothing was written; it names all that was found
     * @throws dev.freshet.runtime.state.StateLockedException if something must run and another run holds the state
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunReport start() {
        return start(new Cancellation());
    }

    RunReport start(Cancellation cancellation) {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        Optional<Snapshot> snapshot = snapshot();
        OptionalInt fresh = snapshot.isPresent() ? snapshot.get().freshNodes() : OptionalInt.empty();
        if (fresh.isPresent()) {
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            return RunReport.ofFresh(this, fresh.getAsInt(), start, duration);
        }
        return new Session(description(snapshot, cancellation)).start();
    }

    /** Of a run that compares files only, so that all else is in its description. */
    private Optional<Snapshot> snapshot() {
        Path directory = confDirectory();
        String modules = ClassPath.modules();
        if (directory == null
                || modules == null
                || !directory.getFileSystem().equals(FileSystems.getDefault())
                || catalog != null
                || !loadVersions.isEmpty()
                || !inputs.isEmpty()
                || forceAll
                || !forced.isEmpty()
                || isHeard()
                || !filter.isAll()
                || (fingerprints == null
                        && !ClassLoader.getSystemClassLoader()
                                .equals(pipeline.getClass().getClassLoader()))) {
            return Optional.empty();
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path stateDirectory = state != null
                ? state
                : Objects.requireNonNullElse(absolute.getParent(), absolute).resolve(STATE);
        List<String> request = new ArrayList<>();
        request.add(pipeline.id());
        request.add(environment);
        request.add(Long.toString(seed));
        request.add(Boolean.toString(onlyMissing));
        request.add(Path.of("").toAbsolutePath().toString());
        request.add(fingerprints == null ? "" : fingerprints.id());
        request.add(System.getProperty("java.class.path", ""));
        request.add(System.getProperty("jdk.module.path", ""));
        request.add(modules);
        for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
            request.add(parameter.getKey());
            request.add(parameter.getValue());
        }
        return Optional.of(new Snapshot(
                stateDirectory.resolve("snapshots").resolve(pipeline.id() + "@" + environment),
                request,
                List.of(absolute, stateDirectory.resolve(LocalStateStore.JOURNAL))));
    }

    private boolean isHeard() {
        for (RunListener listener : listeners) {
            if (listener.hearsOfFreshRuns()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Path confDirectory() {
        return conf != null || !Files.isDirectory(DEFAULT_CONF) ? conf : DEFAULT_CONF;
    }

    /** The details of a run of which it is known that it has nothing to do. */
    RunResults fresh() {
        return new Session(description()).fresh();
    }

    CompiledPipeline pipeline() {
        return pipeline;
    }

    private CompiledPipeline chosen() {
        if (filter.isAll()) {
            return pipeline;
        }
        BitSet chosen = selection().nodes();
        return chosen.cardinality() == pipeline.graph().nodeCount() ? pipeline : new SlicedPipeline(pipeline, chosen);
    }

    private NodeFilter.Selection selection() {
        NodeFilter.Selection selection = filter.select(pipeline.graph());
        if (!selection.problems().isEmpty()) {
            Position position = new Position("pipeline " + pipeline.name(), 0, 0);
            throw new ConfigException(selection.problems().stream()
                    .map(problem -> new ConfigProblem(position, problem))
                    .toList());
        }
        return selection;
    }

    private RunDescription description() {
        return description(Optional.empty(), new Cancellation());
    }

    private RunDescription description(Optional<Snapshot> snapshot, Cancellation cancellation) {
        return description(chosen(), snapshot, cancellation);
    }

    private RunDescription description(
            CompiledPipeline chosen, Optional<Snapshot> snapshot, Cancellation cancellation) {
        Path directory = confDirectory();
        Configuration configuration = directory == null && parameters.isEmpty()
                ? null
                : Configuration.load(directory == null ? DEFAULT_CONF : directory, environment, parameters);
        Catalog configured =
                catalog != null ? catalog : configuration == null ? Catalog.empty() : Catalog.of(configuration);
        Catalog used = configured.forRun(loadVersions);
        Parameters known = configuration == null ? Parameters.empty() : Parameters.of(configuration);
        Path project = configuration == null ? Path.of("") : configuration.projectDirectory();
        Path stateDirectory = state != null ? state : project.resolve(STATE);
        if (configuration != null) {
            GivenParameters.check(configuration, chosen.wholeGraph());
        }
        int slots = runner.slots(chosen.graph());
        RunOptions options = new RunOptions(
                runner,
                policy,
                RunSettings.capacities(
                        slots,
                        runner.memory(chosen.graph()),
                        Optional.ofNullable(configuration).map(Configuration::runSettings),
                        capacities),
                tee,
                saves,
                retryPause,
                grace,
                slots);
        return new RunDescription(
                chosen,
                environment,
                used,
                known,
                Map.copyOf(inputs),
                stateDirectory,
                options,
                List.copyOf(listeners),
                lockWait,
                new Context.Policy(
                        forceAll,
                        Set.copyOf(forced),
                        onlyMissing,
                        UUID.randomUUID().toString(),
                        seed),
                Optional.ofNullable(fingerprints),
                configuration == null || configuration.usesVariables() ? Optional.empty() : snapshot,
                cancellation);
    }
}
