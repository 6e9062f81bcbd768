package dev.freshet.runtime.run;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.session.CacheSettings;
import dev.freshet.runtime.run.session.GivenParameters;
import dev.freshet.runtime.run.session.ReportSettings;
import dev.freshet.runtime.run.session.RunSettings;
import dev.freshet.runtime.run.session.SharedPaths;
import dev.freshet.runtime.run.session.StateSettings;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.RunOptions;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.run.setup.Team;
import dev.freshet.runtime.run.setup.Warnings;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The options of a {@link Run}, and what follows from them: the configuration, the nodes, the snapshot. */
final class RunRequest {
    private static final Path DEFAULT_CONF = Path.of("conf");
    private static final String STATE = ".freshet";

    /** The longest wait; its nanoseconds fit a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    final CompiledPipeline pipeline;
    NodeFilter filter = NodeFilter.ALL;

    @Nullable
    Path conf;

    @Nullable
    Catalog catalog;

    final Map<String, String> loadVersions = new LinkedHashMap<>();
    String environment = Configuration.DEFAULT_ENVIRONMENT;
    final Map<String, String> parameters = new LinkedHashMap<>();
    final Map<String, Object> inputs = new LinkedHashMap<>();
    Runner runner = Runner.auto();
    final List<RunListener> listeners = new ArrayList<>();
    FailurePolicy policy = FailurePolicy.FAIL_FAST;
    final Map<String, String> capacities = new LinkedHashMap<>();
    boolean tee = true;
    int saves = 8;
    Duration retryPause = Duration.ofSeconds(1);
    Duration grace = Duration.ofSeconds(5);
    boolean mayBeInterrupted = true;

    @Nullable
    Path stateDirectory;

    String sharedState = "";
    boolean offline;

    final Set<String> kept = new LinkedHashSet<>();
    boolean forceAll;
    final Set<String> forced = new LinkedHashSet<>();
    boolean onlyMissing;
    Duration lockWait = Duration.ZERO;
    long seed;

    @Nullable
    CodeFingerprints fingerprints;

    @Nullable
    RunWording wording;

    final Warnings warnings = new Warnings();

    RunRequest(CompiledPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Caps durations at {@link #LONGEST}. */
    static Duration atLeastZero(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException("a duration must not be negative, as " + duration + " is");
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    /**
     * Returns the snapshot, if files alone decide whether the run has something to do; everything else must be in the
     * description of the run.
     */
    Optional<Snapshot> snapshot() {
        Path directory = confDirectory();
        String modules = ClassPath.modules();
        if (directory == null
                || modules == null
                || !directory.getFileSystem().equals(FileSystems.getDefault())
                || !comparesFilesOnly()
                || !parameters.isEmpty()) {
            return Optional.empty();
        }
        Path absolute = directory.toAbsolutePath().normalize();
        Path directoryOfState = stateDirectory != null
                ? stateDirectory
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
        request.add(ClassPath.machine());
        return Optional.of(new Snapshot(
                directoryOfState.resolve("snapshots").resolve(pipeline.id() + "@" + environment),
                request,
                List.of(absolute, directoryOfState.resolve(LocalStateStore.JOURNAL))));
    }

    private boolean comparesFilesOnly() {
        return catalog == null
                && loadVersions.isEmpty()
                && sharedState.isEmpty()
                && inputs.isEmpty()
                && kept.isEmpty()
                && !forceAll
                && forced.isEmpty()
                && !isHeard()
                && filter.isAll()
                && (fingerprints != null
                        || ClassLoader.getSystemClassLoader()
                                .equals(pipeline.getClass().getClassLoader()));
    }

    private RunWording wording() {
        return wording == null ? RunWording.JAVA : wording;
    }

    private boolean isHeard() {
        for (RunListener listener : listeners) {
            if (listener.hearsOfUpToDateRuns()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Path confDirectory() {
        return conf != null || !Files.isDirectory(DEFAULT_CONF) ? conf : DEFAULT_CONF;
    }

    /** Without its catalog, a pipeline would silently store nothing. */
    private void requireNoConfiguration() {
        if (catalog == null && !pipeline.catalog().isEmpty()) {
            throw new ConfigException(
                    Position.of(DEFAULT_CONF.toAbsolutePath().toString()),
                    "there is no such directory, and the pipeline " + pipeline.name() + " has the catalog \""
                            + pipeline.catalog() + "\"; " + wording().setConfiguration());
        }
    }

    private CompiledPipeline chosen() {
        if (filter.isAll()) {
            return pipeline;
        }
        BitSet chosen = selection().nodes();
        return chosen.cardinality() == pipeline.graph().nodeCount() ? pipeline : new SlicedPipeline(pipeline, chosen);
    }

    /** @throws ConfigException naming all nodes, datasets and tags that do not exist */
    NodeFilter.Selection selection() {
        NodeFilter.Selection selection = filter.select(pipeline.graph(), wording());
        if (!selection.problems().isEmpty()) {
            throw new ConfigException(selection.problems().stream()
                    .map(problem -> new ConfigProblem(place(), problem))
                    .toList());
        }
        return selection;
    }

    /** Describes the run of the selected nodes. */
    RunDescription description() {
        return description(Optional.empty(), new Cancellation());
    }

    /** Describes the run of the selected nodes. */
    RunDescription description(Optional<Snapshot> snapshot, Cancellation cancellation) {
        return description(chosen(), snapshot, cancellation);
    }

    /** Describes the run of all nodes. */
    RunDescription whole() {
        return description(pipeline, Optional.empty(), new Cancellation());
    }

    /** A dataset to keep must be one that the selected nodes read or make. */
    private void requireKept(CompiledPipeline chosen) {
        List<ConfigProblem> problems = new ArrayList<>();
        PipelineGraph whole = chosen.wholeGraph();
        for (String name : kept) {
            if (whole.datasetNumber(name).isEmpty()) {
                List<String> known = IntStream.range(0, whole.datasetCount())
                        .filter(dataset -> !whole.isParameter(dataset))
                        .mapToObj(whole::dataset)
                        .toList();
                problems.add(new ConfigProblem(
                        place(), "has no dataset \"" + name + "\" to keep" + NearestName.known(name, known)));
            } else if (chosen.graph().datasetNumber(name).isEmpty()) {
                problems.add(new ConfigProblem(
                        place(), "cannot keep \"" + name + "\": no node of the selection reads or makes it"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private Position place() {
        return new Position("pipeline " + pipeline.name(), 0, 0);
    }

    private RunDescription description(
            CompiledPipeline chosen, Optional<Snapshot> snapshot, Cancellation cancellation) {
        requireKept(chosen);
        Path directory = confDirectory();
        if (directory == null) {
            requireNoConfiguration();
        }
        Configuration configuration = directory == null && parameters.isEmpty()
                ? null
                : Configuration.load(directory == null ? DEFAULT_CONF : directory, environment, parameters, wording());
        Catalog used = catalog(configuration).forRun(loadVersions);
        Parameters known = configuration == null ? Parameters.empty() : Parameters.of(configuration);
        Path project = configuration == null ? Path.of("") : configuration.projectDirectory();
        Path directoryOfState = stateDirectory != null ? stateDirectory : project.resolve(STATE);
        Team team = team(configuration);
        if (configuration != null) {
            GivenParameters.check(configuration, chosen.wholeGraph());
        }
        return new RunDescription(
                chosen,
                environment,
                used,
                known,
                Map.copyOf(inputs),
                project,
                directoryOfState,
                team,
                configuration == null ? new TreeSet<>() : configuration.variables(),
                options(chosen.graph(), configuration, used),
                List.copyOf(listeners),
                lockWait,
                detectionPolicy(),
                Optional.ofNullable(fingerprints),
                isDecidedByFiles(configuration, team) ? snapshot : Optional.empty(),
                wording(),
                warnings,
                cancellation);
    }

    private static boolean isDecidedByFiles(@Nullable Configuration configuration, Team team) {
        return configuration != null
                && !configuration.usesVariables()
                && team.state().isEmpty();
    }

    private Catalog catalog(@Nullable Configuration configuration) {
        if (catalog != null) {
            return catalog;
        }
        return configuration == null ? Catalog.empty() : Catalog.of(configuration);
    }

    private Team team(@Nullable Configuration configuration) {
        return configuration == null
                ? Team.NONE
                : new Team(
                        StateSettings.read(configuration, sharedState),
                        offline,
                        CacheSettings.read(configuration).map(cache -> cache::open),
                        SharedPaths.read(configuration));
    }

    private Context.Policy detectionPolicy() {
        return new Context.Policy(
                forceAll,
                Set.copyOf(forced),
                Set.copyOf(kept),
                onlyMissing,
                UUID.randomUUID().toString(),
                seed);
    }

    private RunOptions options(PipelineGraph graph, @Nullable Configuration configuration, Catalog used) {
        Runner configured = runner.settings().isEmpty() ? runner : runner.with(used.settings(runner.settings()));
        int slots = configured.slots(graph);
        return new RunOptions(
                configured,
                policy,
                RunSettings.capacities(
                        slots,
                        configured.memory(graph),
                        Optional.ofNullable(configuration).map(Configuration::runSettings),
                        capacities),
                tee,
                saves,
                retryPause,
                grace,
                slots,
                configuration == null ? ReportSettings.DEFAULT : ReportSettings.read(configuration),
                mayBeInterrupted);
    }
}
