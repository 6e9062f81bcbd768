package dev.freshet.runtime.run;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.session.Session;
import dev.freshet.runtime.run.session.StateSession;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.runtime.run.verify.NodeSample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Describes a run of a pipeline, and starts it:
 *
 * <pre>{@code
 * RunReport report = Run.of(SalesPipeline.create()).conf(Path.of("conf")).parameter("vat", "0.19").start().orThrow();
 * Revenue revenue = report.get(SalesPipeline.Data.REVENUE);
 * }</pre>
 *
 * <p>A dataset in the catalog is saved in the background while its consumers receive the value in memory, provided that
 * loading it would give an equal value. Otherwise consumers load it once it is saved. Any other dataset stays in
 * memory. Values are passed by reference and dropped after their last consumer, so nodes must not modify their inputs.
 *
 * <p>A node is up to date, and is skipped, if its code, parameters, inputs and outputs are as they were when it last
 * succeeded. It loads nothing and saves nothing. Values in memory are recomputed only if a node that must run needs
 * them.
 */
// More than 400 lines: one method, with its Javadoc, for each option and each use of a run.
public final class Run {
    private final RunRequest request;

    private Run(CompiledPipeline pipeline) {
        request = new RunRequest(pipeline);
    }

    /** Describes a run of all nodes of a pipeline. */
    public static Run of(CompiledPipeline pipeline) {
        return new Run(Objects.requireNonNull(pipeline, "pipeline"));
    }

    /**
     * Sets the directory with the configuration: {@code base} and environments. The default is {@code conf} in the
     * working directory, if it exists.
     */
    public Run conf(Path directory) {
        request.conf = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /** Sets the environment, whose configuration overrides {@code base}. The default is {@code local}. */
    public Run environment(String name) {
        request.environment = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Sets a catalog in place of the configuration's. */
    public Run catalog(Catalog replacement) {
        request.catalog = Objects.requireNonNull(replacement, "replacement");
        return this;
    }

    /**
     * Sets a parameter's value in place of the configuration's.
     *
     * @param path such as {@code split.ratio}
     * @param value the value, written as in YAML
     */
    public Run parameter(String path, String value) {
        request.parameters.put(Objects.requireNonNull(path, "path"), Objects.requireNonNull(value, path));
        return this;
    }

    /**
     * Sets the version of a versioned input to load, in place of the newest.
     *
     * @param version its name, such as {@code 2026-01-31T12.00.00.000Z}
     */
    public Run loadVersion(DatasetRef<?> dataset, String version) {
        return loadVersion(dataset.name(), version);
    }

    /** Does the same by the dataset's name. */
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

    /** Sets where nodes run and how many at a time. The default is {@link Runner#auto}. */
    public Run runner(Runner chosen) {
        request.runner = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /** Adds a listener for this run's events. Listeners are called in the order in which they were added. */
    public Run listener(RunListener told) {
        request.listeners.add(Objects.requireNonNull(told, "told"));
        return this;
    }

    /** Sets whether other nodes still run after one has failed. The default is {@link FailurePolicy#FAIL_FAST}. */
    public Run onFailure(FailurePolicy chosen) {
        request.policy = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /**
     * Sets the capacity of a resource: how much of it all running nodes may take together. Without a capacity here or
     * in {@code run.yml}, {@code cpus} is the number of processors, or of nodes that run at a time if that is more.
     * {@code memory} is the maximum heap size, or the sum over all worker processes. Other resources have none.
     *
     * @param resource {@code cpus}, {@code memory}, or a name in {@code @Node(uses)}
     * @param amount such as {@code 4}, or {@code 16GB} of memory
     */
    public Run capacity(String resource, String amount) {
        request.capacities.put(Objects.requireNonNull(resource, "resource"), Objects.requireNonNull(amount, "amount"));
        return this;
    }

    /**
     * Sets whether consumers receive a stored value in memory while it is saved in the background. The default is true.
     * If false, each consumer loads the value from storage.
     */
    public Run tee(boolean on) {
        request.tee = on;
        return this;
    }

    /**
     * Sets how many values are saved in the background at a time, at most. A node that has more to save waits. The
     * default is 8.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Run savesAtATime(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least 1 value must be saved at a time, not " + most);
        }
        request.saves = most;
        return this;
    }

    /**
     * Sets the pause before the first retry of a node with {@code @Node(retries)}. Each later pause is twice as long,
     * up to a minute. The default is one second.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Run retryPause(Duration first) {
        request.retryPause = RunRequest.atLeastZero(first, "first");
        return this;
    }

    /**
     * Sets how long the run waits for an interrupted node before it leaves the node behind. The default is 5 seconds.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Run grace(Duration longest) {
        request.grace = RunRequest.atLeastZero(longest, "longest");
        return this;
    }

    /**
     * Sets whether an interrupt of the thread that calls {@link #start} cancels the run. The default is true. If false,
     * a node that leaves the interrupt flag set, or that throws an {@link InterruptedException}, never ends the run.
     * Use false in programs in which nobody interrupts that thread.
     */
    public Run cancelledByInterrupt(boolean on) {
        request.mayBeInterrupted = on;
        return this;
    }

    /**
     * Selects these nodes and all nodes downstream of them. If there are several selections, a node must match all of
     * them: {@code from(A).to(B)} selects the nodes between A and B. Datasets that other nodes make must be stored, or
     * given as inputs.
     */
    public Run from(NodeRef... nodes) {
        return select(request.filter.andFrom(names(nodes)));
    }

    /** Selects these nodes and all nodes upstream of them; see {@link #from}. */
    public Run to(NodeRef... nodes) {
        return select(request.filter.andTo(names(nodes)));
    }

    /** Selects only these nodes; see {@link #from}. */
    public Run only(NodeRef... nodes) {
        return select(request.filter.andOnly(names(nodes)));
    }

    /** Selects the nodes that read these datasets, and all nodes downstream of them; see {@link #from}. */
    public Run fromInputs(DatasetRef<?>... datasets) {
        return select(request.filter.andFromInputs(names(datasets)));
    }

    /** Selects the nodes that make these datasets, and all nodes upstream of them; see {@link #from}. */
    public Run toOutputs(DatasetRef<?>... datasets) {
        return select(request.filter.andToOutputs(names(datasets)));
    }

    /** Selects the nodes that have one of these tags; see {@link #from}. */
    public Run tags(String... tags) {
        return select(request.filter.andTags(List.of(tags)));
    }

    /** Leaves out these nodes. */
    public Run exclude(NodeRef... nodes) {
        return select(request.filter.andExclude(names(nodes)));
    }

    /** Selects the nodes that a filter matches, in place of earlier selections. Names may have wildcards. */
    public Run select(NodeFilter chosen) {
        request.filter = Objects.requireNonNull(chosen, "chosen");
        return this;
    }

    /**
     * Keeps the values of datasets in memory until the end of the run, so that {@link RunReport#get} returns them.
     * Otherwise, a value is dropped after its last consumer. The nodes that make these values run even if they are up
     * to date. Values of stored datasets need not be kept, since the report loads them.
     */
    public Run keep(DatasetRef<?>... datasets) {
        request.kept.addAll(names(datasets));
        return this;
    }

    /** Runs all nodes even if they are up to date, except nodes that run only when they are named. */
    public Run force() {
        request.forceAll = true;
        return this;
    }

    /** Runs these nodes even if they are up to date, or run only when they are named. */
    public Run force(NodeRef... nodes) {
        for (NodeRef node : nodes) {
            request.forced.add(node.name());
        }
        return this;
    }

    /** Runs only nodes with a missing stored output, whatever else has changed. */
    public Run onlyMissingOutputs() {
        request.onlyMissing = true;
        return this;
    }

    /**
     * Sets the directory for the state of this checkout. The default is {@code .freshet} beside the configuration
     * directory. A pipeline that stores nothing has no state: each run runs all of its nodes.
     */
    public Run stateDirectory(Path directory) {
        request.stateDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Sets the shared state, in place of the setting in {@code run.yml}.
     *
     * @param place a directory or a URL, such as {@code s3://bucket/project}
     */
    public Run state(String place) {
        request.sharedState = Objects.requireNonNull(place, "place");
        return this;
    }

    /**
     * Does not connect to the shared state. The run uses this checkout's copy of it, and the next connected run sends
     * what this run records.
     */
    public Run offline() {
        request.offline = true;
        return this;
    }

    /**
     * Sets how long to wait if another run of this checkout holds the lock of the state. By default, the run does not
     * wait.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public Run waitForLock(Duration longest) {
        request.lockWait = RunRequest.atLeastZero(longest, "longest");
        return this;
    }

    /**
     * Sets the seed of the random numbers that nodes receive. The default is 0. Nodes that ask for a context depend on
     * it.
     */
    public Run seed(long number) {
        request.seed = number;
        return this;
    }

    /**
     * Sets the words by which messages name options, for command lines and other ways to start a run. The default is
     * the names of Java methods.
     */
    public Run wording(RunWording words) {
        request.wording = Objects.requireNonNull(words, "words");
        return this;
    }

    /**
     * Sets who receives warnings about the state, the cache and the code, one line each, as soon as they come up. They
     * are logged in any case. By default, those of a run are in its report ({@link RunReport#warnings}).
     */
    public Run onWarning(Consumer<String> listener) {
        request.warnings.tell(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** Sets fingerprints in place of those of the code on the class path, for tests of change detection. */
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
     * Returns what {@link #start} would do, without the checks that a run makes before its first node. This works even
     * if something is missing in the project, such as an input.
     *
     * @throws dev.freshet.config.ConfigException if nodes cannot be compared with earlier runs
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunPlan explain() {
        return new Session(request.description()).explain();
    }

    /**
     * Returns what {@link #start} would do. Runs nothing and records nothing, but makes every check that a run makes
     * before its first node.
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
     * Returns the selected nodes and their datasets as a document, with what {@link #start} would do with each.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public GraphDocument graph() {
        return graph(GraphViews.Wanted.NOTHING);
    }

    /**
     * Returns the same as {@link #graph()}, with additional views.
     *
     * @param views the additional views
     */
    public GraphDocument graph(GraphViews.Wanted views) {
        return new Session(request.description()).graphWithStatus(views);
    }

    /**
     * Returns the same as {@link #graph()} without reading the state. The document depends on code and configuration
     * only.
     */
    public GraphDocument graphWithoutStatus() {
        return new Session(request.description()).graph();
    }

    /**
     * Returns the facts that another engine needs to run the selected nodes in several processes, one after the other
     * or at the same time. Reads neither the state nor the data.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     */
    public Deployment deployment() {
        return new Session(request.description()).deployment();
    }

    /**
     * Returns what would run if something changed, by the rules of a run: the nodes that run for certain, and the nodes
     * that run only if their upstream nodes make something else.
     *
     * @param asked what changes: the name of a method, field, constant, class or resource; {@code FILE:LINE}; {@code
     *     params:} with the path of a parameter; a dataset; or a node, which means its method
     * @throws dev.freshet.config.ConfigException if there is nothing of that name, or something is wrong in the
     *     configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public Impact impact(String asked) {
        return new Session(request.description()).impact(asked);
    }

    /**
     * Runs the selected nodes again that are up to date, and compares what they make with what is stored. This finds
     * what no fingerprint can find: a node that reads something undeclared, such as a file or the clock, and outputs
     * that were edited. The nodes write to a temporary directory, no existing file is changed, and no listener is
     * called. Nodes run in this process, as many at a time as the runner says.
     *
     * @throws dev.freshet.config.ConfigException if something is wrong in the configuration
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public VerifyReport verify() {
        return verify(NodeSample.ALL);
    }

    /**
     * Verifies only a sample of the nodes; see {@link #verify}.
     *
     * @param share the share of the nodes that can be compared, more than 0 and at most 1; at least one node is
     *     verified
     * @param sampleSeed the seed of the choice; the same seed chooses the same nodes
     * @throws IllegalArgumentException if the share is not more than 0 and at most 1
     */
    public VerifyReport verifySample(double share, long sampleSeed) {
        return verify(new NodeSample(share, sampleSeed));
    }

    private VerifyReport verify(NodeSample sample) {
        return new Session(request.whole()).verify(request.selection().nodes(), sample);
    }

    /**
     * Returns the fingerprint of each node's code, by name: 64 hex digits, equal for equal code on every machine.
     * Leaves out nodes whose code is not known.
     */
    public Map<String, String> fingerprints() {
        return new Session(request.description()).code().fingerprints();
    }

    /**
     * Returns what the fingerprints were computed from, for {@link #codeChanges} of a later build: the names of members
     * and classes, each with a digest and its position in the source. It contains no source text.
     *
     * @throws dev.freshet.config.ConfigException if this is unknown, such as when the state's directory cannot be
     *     written
     */
    public String codeMembers() {
        return new Session(request.description()).code().members();
    }

    /**
     * Returns what changed in the code of nodes, by node, one line for each change. Leaves out nodes whose earlier code
     * is unknown.
     *
     * @param earlier what {@link #codeMembers} returned for the earlier code
     */
    public Map<String, List<String>> codeChanges(String earlier) {
        return new Session(request.description()).code().changes(earlier);
    }

    /**
     * Returns what the code of nodes depends on although no fingerprint covers it, such as the clock: by node, one line
     * for each use. Leaves out nodes that always run.
     */
    public Map<String, List<String>> impure() {
        return new Session(request.description()).code().impure();
    }

    /** Returns the same as {@link RunPlan#wholeClasses}, without deciding about nodes. */
    public Map<String, List<String>> wholeClasses() {
        return new Session(request.description()).code().wholeClasses();
    }

    /**
     * Marks stale nodes as up to date: the caller declares that their changes are harmless, and their outputs are kept.
     *
     * @return the reasons that no longer apply, by node
     * @throws dev.freshet.config.ConfigException if a node has no results to keep
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be read or written
     */
    public Map<String, List<Reason>> accept(NodeRef... nodes) {
        return new Session(request.description()).accept(names(nodes));
    }

    /**
     * Forgets earlier runs of nodes, or of all nodes if none is named, so that they run again. Their outputs are not
     * deleted.
     *
     * @throws dev.freshet.runtime.state.StateException if the state is locked, or cannot be written
     */
    public void clean(NodeRef... nodes) {
        new Session(request.description()).clean(names(nodes));
    }

    /** Returns the state of earlier runs, of this checkout and of others, and the operations on it. */
    public ProjectState projectState() {
        return new StateSession(request.whole());
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
     * Runs the nodes that are stale. If the calling thread is interrupted, the run is cancelled: no further node
     * starts, running nodes are interrupted, and finished nodes are saved and recorded. Failures of nodes and datasets
     * are in the report.
     *
     * @throws dev.freshet.config.ConfigException if something is missing or wrong before the first node. Then nothing
     *     has run and nothing was written. The message names all problems
     * @throws dev.freshet.runtime.state.StateLockedException if something must run and another run holds the state
     * @throws dev.freshet.runtime.state.StateException if the state of earlier runs cannot be read
     */
    public RunReport start() {
        return start(new Cancellation());
    }

    RunReport start(Cancellation cancellation) {
        return new RunStart(request, cancellation).start();
    }
}
