package dev.freshet.runtime;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pipeline that worker processes can make again, from a script in a file. One at a time. */
public final class ForkedPipeline implements CompiledPipeline {
    private static final String DIRECTORY = "freshet.test.forked";

    /** Makes the nodes that a script tells of; has a constructor without arguments. */
    public interface Script {
        TestPipeline pipeline(List<String> lines);
    }

    private final TestPipeline pipeline;

    private ForkedPipeline(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** The option with which worker processes find the script. */
    public static synchronized String option() {
        try {
            if (System.getProperty(DIRECTORY) == null) {
                Path directory = Files.createTempDirectory("freshet-forked-");
                directory.toFile().deleteOnExit();
                directory.resolve("script").toFile().deleteOnExit();
                System.setProperty(DIRECTORY, directory.toString());
            }
            return "-D" + DIRECTORY + "=" + System.getProperty(DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipeline whose script worker processes read from now on. */
    public static ForkedPipeline of(Class<? extends Script> script, List<String> lines) {
        option();
        List<String> all = new ArrayList<>(List.of(script.getName()));
        all.addAll(lines);
        try {
            Files.write(Path.of(System.getProperty(DIRECTORY), "script"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return create();
    }

    /** Called by worker processes. */
    public static ForkedPipeline create() {
        try {
            List<String> lines = Files.readAllLines(Path.of(System.getProperty(DIRECTORY), "script"));
            Script script = (Script)
                    Class.forName(lines.get(0)).getDeclaredConstructor().newInstance();
            return new ForkedPipeline(script.pipeline(lines.subList(1, lines.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return pipeline.name();
    }

    @Override
    public PipelineGraph graph() {
        return pipeline.graph();
    }

    @Override
    public NodeCodes codes() {
        return pipeline.codes();
    }

    @Override
    public Type type(int dataset) {
        return pipeline.type(dataset);
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        return pipeline.invoke(node, inputs, context);
    }
}
