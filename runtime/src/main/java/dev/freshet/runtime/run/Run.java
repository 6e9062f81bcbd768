package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.hook.LogListener;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.engine.Report;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.session.Session;
import dev.freshet.runtime.run.session.StateSession;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.run.verify.NodeSample;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of a pipeline, to be described and started:
 *
 * <pre>{@code
 * RunReport report = Run.of(SalesPipeline.create()).conf(Path.of("conf")).parameter("vat", "0.19").start().orThrow();
 * Revenue revenue = report.get(SalesPipeline.Data.REVENUE);
 * }</pre>
 *
 * <p>A dataset in the catalog is saved in the background while its readers go on with the value in memory, if what they
 * would load equals it; otherwise they load it when it is saved. Any other dataset is handed on in memory. Values are
 * handed on by reference and dropped after their last reader; nodes must not modify their inputs.
 *
 * <p>A node whose code, parameters, inputs and outputs are as they were when it last succeeded is skipped: it loads
 * nothing and saves nothing. What is only in memory is made again only if a node that must run needs it.
 */
// More than 400 lines: all that can be said of a run is said here.
public final class Run {
    /** Nobody waits longer, and its nanoseconds fit a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final RunRequest request;

    private Run(CompiledPipeline pipeline) {
        request = new RunRequest(pipeline);
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
        request.conf = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /** The environment whose configuration goes over {@code base}; {@code local} unless given. */
    public Run environment(String name) {
        request.environment = Objects.requireNonNull(name, "name");
        return this;
    }

    /** A catalog to use in place of the configuration's. */
    public Run catalog(Catalog replacement) {
        request.catalog = Objects.requireNonNull(replacement, "replacement");
        return this;
    }

    /**
     * A parameter's value in place of the configuration's.
     *
     * @param path such as {@code split.ratio}
     * @param value as one would write it in YAML
     */
    public Run parameter(String path, String value) {
        request.parameters.put(Objects.requireNonNull(path, "path"), Objects.requireNonNull(value, path));
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
        request.loadVersions.put(
                Objects.requireNonNull(dataset, "dataset"), Objects.requireNonNull(version, "version"));
        return this;
    }

    /** Sets the value of a pipeline input, in place of the catalog's. */
    public <T> Run input(DatasetRef<T> dataset, T value) {
        request.inputs.put(dataset.name(), Objects.requireNonNull(value, dataset.name()));
        return this;
    }

    /** Where nodes run, and how many at a time; {@link Runner#auto} unless given. */
    public Run runner(Runner chosen) {
        request.runner = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /** Is told of the run as it goes, after those given before. */
    public Run listener(RunListener told) {
        request.listeners.add(Objects.requireNonNull(told, "told"));
        return this;
    }

    /** What a node's failure does to the others; {@link FailurePolicy#FAIL_FAST} unless given. */
    public Run onFailure(FailurePolicy chosen) {
        request.policy = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /**
     * How much nodes may take of a resource together. Unless given here or in {@code run.yml}: as many {@code cpus} as
     * the machine has or nodes run at a time, as much {@code memory} as the heap may grow to, or those of all worker
     * processes, and nothing of others.
     *
     * @param resource {@code cpus}, {@code memory}, or a name in {@code @Node(uses)}
     * @param amount such as {@code 4}, or {@code 16GB} of memory
     */
    public Run capacity(String resource, String amount) {
        request.capacities.put(Objects.requireNonNull(resource, "resource"), Objects.requireNonNull(amount, "amount"));
        return this;
    }

    /**
     * Whether a value that is to be stored is handed to its readers at once, and saved in the background; true unless
     * given. If not, each reader loads it from where it is stored.
     */
    public Run tee(boolean on) {
        request.tee = on;
        return this;
    }

    /**
     * How many values are saved in the background at a time, at most; a node that has more to save waits. 8 unless
     * given.
     */
    public Run savesAtATime(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 value must be saved at a time, not " + most);
        }
        request.saves = most;
        return this;
    }

    /**
     * The pause before a node with {@code @Node(retries)} is tried a second time; each later one is twice as long, up
     * to a minute. A second unless given.
     */
    public Run retryPause(Duration first) {
        request.retryPause = atLeastZero(first, "first");
        return this;
    }

    /** How long a node that was interrupted is waited for before it is left behind; 5 seconds unless given. */
    public Run grace(Duration longest) {
        request.grace = atLeastZero(longest, "longest");
        return this;
    }

    /**
     * Whether an interrupt of the thread that calls {@link #start} cancels the run; true unless given. If not, a node
     * that leaves the interrupt flag set, or that throws an {@link InterruptedException}, never ends a run. For programs
     * in which nobody interrupts that thread.
     */
    public Run cancelledByInterrupt(boolean on) {
        request.mayBeInterrupted = on;
        return this;
    }

    /**
     * Chooses these nodes and all that come after them. A node must meet all selections, so that nodes from A
     * to B are those on the way from A to B. What other nodes make must be stored, or given as an input.
     */
    public Run from(NodeRef... nodes) {
        return select(request.filter.andFrom(names(nodes)));
    }

    /** Only these nodes and all that come before them; see {@link #from}. */
    public Run to(NodeRef... nodes) {
        return select(request.filter.andTo(names(nodes)));
    }

    /** Only these nodes; see {@link #from}. */
    public Run only(NodeRef... nodes) {
        return select(request.filter.andOnly(names(nodes)));
    }

    /** Only nodes that read these datasets, and all that come after them; see {@link #from}. */
    public Run fromInputs(DatasetRef<?>... datasets) {
        return select(request.filter.andFromInputs(names(datasets)));
    }

    /** Only nodes that make these datasets, and all that come before them; see {@link #from}. */
    public Run toOutputs(DatasetRef<?>... datasets) {
        return select(request.filter.andToOutputs(names(datasets)));
    }

    /** Only nodes with one of these tags; see {@link #from}. */
    public Run tags(String... tags) {
        return select(request.filter.andTags(List.of(tags)));
    }

    /** Without these nodes. */
    public Run exclude(NodeRef... nodes) {
        return select(request.filter.andExclude(names(nodes)));
    }

    /** Chooses the nodes that a filter matches, in place of earlier selections. Names may have wildcards. */
    public Run select(NodeFilter chosen) {
        request.filter = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /**
     * Keeps the values of datasets that are only in memory until the end of the run, so that {@link RunReport#get}
     * returns them. Otherwise, a value is dropped after its last reader. Nodes that make them run, although they may be
     * up to date. Values of stored datasets need not be kept: the report loads them.
     */
    public Run keep(DatasetRef<?>... datasets) {
        request.kept.addAll(names(datasets));
        return this;
    }

    /** Runs nodes although they are up to date: all of them, but for those that run only when asked for by name. */
    public Run force() {
        request.forceAll = true;
        return this;
    }

    /** Runs these nodes although they are up to date, or run only when asked for by name. */
    public Run force(NodeRef... nodes) {
        for (NodeRef node : nodes) {
            request.forced.add(node.name());
        }
        return this;
    }

    /** Runs only nodes that have a stored output which is not there, whatever else has changed. */
    public Run onlyMissingOutputs() {
        request.onlyMissing = true;
        return this;
    }

    /**
     * Where this checkout keeps its state; unless given, {@code .freshet} beside the configuration directory. A
     * pipeline that stores nothing has no state: every run runs all of it.
     */
    public Run stateDirectory(Path directory) {
        request.stateDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * The state that the project shares, in place of that in {@code run.yml}.
     *
     * @param place a directory or a URL, such as {@code s3://bucket/project}
     */
    public Run state(String place) {
        request.sharedState = Objects.requireNonNull(place, "place");
        return this;
    }

    /**
     * Does not connect to the shared state. The run uses what this checkout knows of it, and keeps what it records for
     * the next run that is connected.
     */
    public Run offline() {
        request.offline = true;
        return this;
    }

    /** How long to wait if another run of this checkout holds the state; unless given, not at all. */
    public Run waitForLock(Duration longest) {
        request.lockWait = atLeastZero(longest, "longest");
        return this;
    }

    /**
     * The seed of the random numbers that nodes are given; 0 unless given. Nodes that ask for a context depend on it.
     */
    public Run seed(long number) {
        request.seed = number;
        return this;
    }

    /**
     * How messages name what can be done; in the words of Java unless given. For command lines and other ways to start
     * a run.
     */
    public Run wording(RunWording words) {
        request.wording = Objects.requireNonNull(words, "words");
        return this;
    }

    /** Fingerprints in place of those of the code on the class path, for tests of change detection. */
    Run fingerprints(CodeFingerprints replacement) {
        request.fingerprints = replacement;
        return this;
    }

    /**
     * Makes every check that {@link #start} makes before its first node, even if nothing must run.
     *
     * @throws dev.freshet.config.ConfigException naming all that is missing or wrong
     */
    public void check() {
        new Session(request.description()).check();
    }

    /**
     * What {@link #start} would do, without the checks that a run makes before its first node. It explains the nodes of
     * a project in which something is missing, such as an input.
     *
     * @throws dev.freshet.config.ConfigException if nodes cannot be compared with earlier runs
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunPlan explain() {
        return new Session(request.description()).explain();
    }

    /**
     * What {@link #start} would do. Runs nothing and records nothing, but makes every check that a run makes before its
     * first node.
     *
     * @throws dev.freshet.config.ConfigException naming all that is missing or wrong
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunPlan plan() {
        return new Session(request.description()).plan();
    }

    /**
     * Returns the status of each node: whether it is up to date, and its last success.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public List<NodeStatus> status() {
        return new Session(request.description()).status();
    }

    /**
     * Returns the chosen nodes and their datasets as a document, with what {@link #start} would do with each.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public GraphDocument graph() {
        return graph(GraphViews.Wanted.NOTHING);
    }

    /**
     * Returns the same as {@link #graph()}, with more.
     *
     * @param views what else is wanted
     */
    public GraphDocument graph(GraphViews.Wanted views) {
        return new Session(request.description()).graph(true, views);
    }

    /** The same without asking the state, so that the document depends on code and configuration only. */
    public GraphDocument graphWithoutStatus() {
        return new Session(request.description()).graph(false, GraphViews.Wanted.NOTHING);
    }

    /**
     * Returns what must be known to run the chosen nodes in several processes, one after the other or side by side.
     * Neither the state nor the data is read.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     */
    public Deployment deployment() {
        return new Session(request.description()).deployment();
    }

    /**
     * Returns what would run if something changed, by the rules of a run: what runs for certain, and what runs only if
     * nodes before it make something else.
     *
     * @param asked the name of a method, field, constant, class or resource; {@code FILE:LINE}; {@code params:} with the
     *     path of a parameter; a dataset; or a node, which means its method
     * @throws dev.freshet.config.ConfigException if there is nothing of that name, or something is wrong in the
     *     configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public Impact impact(String asked) {
        return new Session(request.description()).impact(asked);
    }

    /**
     * Runs the chosen nodes that are up to date again, and compares what they make with what is stored. This finds what
     * no fingerprint can: a node that reads something undeclared, such as a file or the clock, and outputs that were
     * edited. What nodes make goes to a temporary directory. Nothing that exists is changed, and no listener is called.
     * Nodes run in this process, as many at a time as the runner says.
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
        return new Session(request.whole()).verify(request.selection().nodes(), sample);
    }

    /**
     * The fingerprint of each node's code, by name: 64 hex digits, equal for equal code on every machine. Nodes whose
     * code is not known are left out.
     */
    public Map<String, String> fingerprints() {
        return new Session(request.description()).fingerprintsByNode();
    }

    /**
     * Returns what the fingerprints were made of, for {@link #codeChanges} of a later build: the names of members and
     * classes, each with a digest and its place in the source. It has no source text.
     *
     * @throws dev.freshet.config.ConfigException if it is not known, as when nothing can be kept in the state's directory
     */
    public String codeMembers() {
        return new Session(request.description()).codeMembers();
    }

    /**
     * Returns what changed in the code of nodes, a line each, by node. Nodes of which nothing is known are left out.
     *
     * @param earlier what {@link #codeMembers} returned for the earlier code
     */
    public Map<String, List<String>> codeChanges(String earlier) {
        return new Session(request.description()).codeChanges(earlier);
    }

    /**
     * What the code of nodes depends on without any fingerprint seeing it, such as the clock, a line each, by node.
     * Nodes that run each time are left out.
     */
    public Map<String, List<String>> impure() {
        return new Session(request.description()).impure();
    }

    /** The project's own classes without fingerprints of their members that nodes reach; {@link RunPlan#wholeClasses}. */
    public Map<String, List<String>> wholeClasses() {
        return new Session(request.description()).wholeClasses();
    }

    /**
     * Keeps what nodes made although they would run: the caller says that what changed is harmless.
     *
     * @return the reasons that no longer count, by node
     * @throws dev.freshet.config.ConfigException if a node has no results to keep
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be read or written
     */
    public Map<String, List<Reason>> accept(NodeRef... nodes) {
        return new Session(request.description()).accept(names(nodes));
    }

    /**
     * Forgets earlier runs of nodes, or of all nodes if none is named, so that they run again. What they made stays.
     *
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be written
     */
    public void clean(NodeRef... nodes) {
        new Session(request.description()).clean(names(nodes));
    }

    /** What the state knows of earlier runs, of this checkout and of others, and what can be done with it. */
    public ProjectState projectState() {
        return new StateSession(request.whole());
    }

    /** A time that is as good as endless counts as that. */
    private static Duration atLeastZero(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative, as " + duration + " is");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
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
     * Runs the nodes that are stale. If the calling thread is interrupted, the run is cancelled: no further node is
     * started, running ones are interrupted, and what is finished is saved and recorded. Failures of nodes and datasets
     * are in the report.
     *
     * @throws dev.freshet.config.ConfigException if something is missing or wrong before the first node: then nothing
     *     has run and nothing was written; it names all that was found
     * @throws dev.freshet.runtime.state.StateLockedException if something must run and another run holds the state
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunReport start() {
        return start(new Cancellation());
    }

    RunReport start(Cancellation cancellation) {
        boolean interrupted = request.mayBeInterrupted && Thread.interrupted();
        if (interrupted) {
            cancellation.cancel();
        }
        try {
            return run(cancellation);
        } catch (RuntimeException e) {
            if (!isOfAnInterrupt(e) || cancellation.hasBegun()) {
                throw e;
            }
            // No node has been called yet, so that all of it can be done again, to tell what did not run.
            interrupted = true;
            Thread.interrupted();
            cancellation.cancel();
            return run(cancellation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An interrupted thread cannot read files. */
    private static boolean isOfAnInterrupt(@Nullable Throwable thrown) {
        return thrown instanceof ClosedByInterruptException || (thrown != null && isOfAnInterrupt(thrown.getCause()));
    }

    private RunReport run(Cancellation cancellation) {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        Optional<Snapshot> snapshot = request.snapshot();
        Optional<Snapshot.UpToDate> fresh =
                snapshot.isPresent() ? snapshot.get().upToDate() : Optional.empty();
        if (fresh.isPresent()) {
            Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
            return logged(
                    Report.ofUpToDate(request.pipeline.name(), fresh.get(), start, duration, new Details(request)));
        }
        return logged(new Session(request.description(snapshot, cancellation)).start());
    }

    /** The command line says itself that nothing had to run; in a service, only the log can. */
    private RunReport logged(RunReport report) {
        if (request.wording == null && report.upToDateNodes() > 0) {
            LogListener.logNothingToRun(report.pipeline(), request.environment, report.upToDateNodes());
        }
        return report;
    }

    /**
     * Describes a run that is known to have nothing to do. No lambda: the first takes longer than such
     * a run.
     */
    private record Details(RunRequest request) implements Supplier<RunResults> {
        @Override
        public RunResults get() {
            return new Session(request.description()).fresh();
        }
    }
}
