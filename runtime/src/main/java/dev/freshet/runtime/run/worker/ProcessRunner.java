package dev.freshet.runtime.run.worker;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls nodes in worker processes. */
public final class ProcessRunner implements Runner {
    /**
     * Options of this process that would do harm in another one: debuggers and agents listen on a port, or write a
     * file.
     */
    private static final List<String> OWN = List.of(
            "-agentlib:",
            "-agentpath:",
            "-javaagent:",
            "-Xrunjdwp",
            "-Dcom.sun.management.",
            "-Xlog:",
            "-Xloggc:",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:ArchiveClassesAtExit");

    private final int processes;
    private final List<String> options;

    public ProcessRunner(int processes, List<String> options) {
        this.processes = processes;
        this.options = options;
    }

    @Override
    public int slots(PipelineGraph graph) {
        return processes;
    }

    @Override
    public long memory(PipelineGraph graph) {
        long heap = Runtime.getRuntime().maxMemory();
        return heap > Long.MAX_VALUE / processes ? Long.MAX_VALUE : heap * processes;
    }

    @Override
    public List<String> problems(RunSetup setup) {
        List<String> problems = new ArrayList<>();
        Class<?> type = whole(setup.pipeline()).getClass();
        obstacle(type).ifPresent(problems::add);
        ClassPath classPath = ClassPath.of(type);
        if (!classPath.isInFiles(type) || !classPath.isInFiles(WorkerMain.class)) {
            String where = classPath.otherPlaces().isEmpty()
                    ? "a class loader of its own"
                    : classPath.otherPlaces().get(0);
            problems.add("cannot run in worker processes: a new process would not find " + type.getName()
                    + ", since the program is loaded from " + where
                    + "; unpack it so that it is in directories and jars of their own, or use threads");
        }
        PipelineGraph graph = setup.pipeline().graph();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            checkFormat(setup, graph, dataset, problems);
        }
        return problems;
    }

    private static void checkFormat(RunSetup setup, PipelineGraph graph, int dataset, List<String> problems) {
        String name = graph.dataset(dataset);
        boolean given = setup.given().contains(name);
        if (!given && (graph.isParameter(dataset) || setup.catalog().isStored(name))) {
            return;
        }
        Type type = setup.pipeline().type(dataset);
        if (setup.catalog().spillFormat(name, type).isEmpty()) {
            problems.add(noFormat(name, type));
        }
    }

    static String noFormat(String dataset, Type type) {
        return "hands \"" + dataset + "\" from process to process, and of " + type.getTypeName()
                + " nobody knows a format that keeps it as it is; store it in the catalog, or name one there, as in \""
                + dataset + ": {type: memory, spill: json}\"";
    }

    /** Why another process cannot make the pipeline. */
    private static Optional<String> obstacle(Class<?> type) {
        Optional<Method> create = factory(type);
        if (create.isEmpty()) {
            return Optional.of("cannot run in worker processes, since " + type.getName()
                    + " has no static create() without arguments: what it is made of is in this process only; make the"
                    + " methods of its nodes static, or use threads");
        }
        if (!create.get().trySetAccessible()) {
            String open = "exports " + type.getPackageName() + ";";
            return Optional.of("cannot run in worker processes, since the module "
                    + type.getModule().getName() + " does not export the package " + type.getPackageName() + "; add \""
                    + open + "\" to its module-info.java, or use threads");
        }
        return Optional.empty();
    }

    private static Optional<Method> factory(Class<?> type) {
        try {
            return Optional.of(WorkerSession.factory(type)).filter(method -> Modifier.isStatic(method.getModifiers()));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    static CompiledPipeline whole(CompiledPipeline pipeline) {
        return pipeline instanceof SlicedPipeline slice ? slice.whole() : pipeline;
    }

    @Override
    public NodeExecutor start(RunSetup setup) {
        ClassPath classPath = ClassPath.of(whole(setup.pipeline()).getClass());
        List<String> all = Stream.concat(
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(option -> OWN.stream().noneMatch(option::startsWith)),
                        options.stream())
                .toList();
        return new ProcessExecutor(
                setup, new WorkerCommand(all, classPath.paths()), setup.code().orElseGet(classPath::look));
    }
}
