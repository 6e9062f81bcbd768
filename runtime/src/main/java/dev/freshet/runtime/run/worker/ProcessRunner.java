package dev.freshet.runtime.run.worker;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.worker.WorkerMain;
import dev.freshet.runtime.worker.WorkerRun;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Calls nodes in worker processes. */
public final class ProcessRunner implements Runner {
    /**
     * Options of this process that worker processes must not have: debuggers and agents listen on a port, or write a
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
        List<String> problems = new ArrayList<>(WorkerRun.problems(setup));
        Class<?> type = WorkerRun.whole(setup.pipeline()).getClass();
        ClassPath classPath = ClassPath.of(type);
        if (!classPath.isInFiles(type) || !classPath.isInFiles(WorkerMain.class)) {
            String where = classPath.otherPlaces().isEmpty()
                    ? "a class loader that Freshet does not know"
                    : classPath.otherPlaces().get(0);
            problems.add("cannot run in worker processes: a new process would not find " + type.getName()
                    + ", since the program is loaded from " + where
                    + "; unpack it so that it is in directories and jars of their own, or use threads");
        }
        return problems;
    }

    @Override
    public NodeExecutor start(RunSetup setup) {
        ClassPath classPath = ClassPath.of(WorkerRun.whole(setup.pipeline()).getClass());
        List<String> all = Stream.concat(
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(option -> OWN.stream().noneMatch(option::startsWith)),
                        options.stream())
                .toList();
        return new ProcessExecutor(
                setup,
                new WorkerCommand(all, classPath.paths()),
                setup.code().orElseGet(classPath::look));
    }
}
