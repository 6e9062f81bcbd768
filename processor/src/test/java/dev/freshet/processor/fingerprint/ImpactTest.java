package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.impact.Impact.Affected;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks what an edit will do, makes the edit, compiles, runs and compares: <i>will</i> and <i>may</i> contain every node that
 * ran, but for those that run without an edit too, and <i>will</i> contains none that did not.
 */
final class ImpactTest {
    private static final int EDITS = 5 * Integer.getInteger("freshet.thorough", 1);
    private static final int EDITS_OF_A_PROGRAM = 5;
    private static final long SEED = Long.getLong("freshet.seed", 1);

    @TempDir
    Path directory;

    private int numbered;
    private int will;
    private int may;
    private int ran;

    @Test
    void edits_runAllThatWillRun_andNothingThatMayNotRun() throws Exception {
        System.out.println("seed " + SEED);
        for (int i = 0; i < EDITS; i += EDITS_OF_A_PROGRAM) {
            EditableProgram program = new EditableProgram(new Random(SEED * 1_000_003 + i));
            Path project = directory.resolve("project" + i);
            program.writeProject(project);
            Compiled compiled = compile(program);
            run(compiled, project);
            for (int edit = i; edit < Math.min(EDITS, i + EDITS_OF_A_PROGRAM); edit++) {
                compiled = edit(program, project, compiled);
            }
            compiled.close();
        }
        System.out.println(
                EDITS + " edits: " + will + " nodes that will run, " + may + " that may, " + ran + " that ran");
        assertThat(will).isPositive();
        assertThat(may).isPositive();
        assertThat(ran).as("some that may run do not").isLessThan(will + may);
    }

    private Compiled edit(EditableProgram program, Path project, Compiled before) throws Exception {
        Set<String> anyway = run(before, project);
        EditableProgram.Edit edit = program.edit(project);
        List<Impact> impacts = new ArrayList<>();
        for (String name : edit.names()) {
            impacts.add(Run.of(before.pipeline()).conf(project.resolve("conf")).impact(name));
        }
        program.writeProject(project);
        before.close();
        Compiled after = compile(program);
        Set<String> nodes = run(after, project);
        impacts.forEach(impact -> compare(impact, nodes, anyway, edit.text() + ", seed " + SEED + "\n" + program));
        will += impacts.get(0).will().size();
        may += impacts.get(0).may().size();
        nodes.removeAll(anyway);
        ran += nodes.size();
        return after;
    }

    private static void compare(Impact impact, Set<String> nodes, Set<String> anyway, String edit) {
        Set<String> will = names(impact.will());
        Set<String> possible = new TreeSet<>(will);
        possible.addAll(names(impact.may()));
        possible.addAll(anyway);
        String what = edit + "\n" + impact;
        assertThat(nodes).as("%s: what ran", what).isSubsetOf(possible);
        assertThat(will).as("%s: what was to run", what).isSubsetOf(nodes);
    }

    private static Set<String> names(List<Affected> nodes) {
        return nodes.stream().map(Affected::node).collect(Collectors.toCollection(TreeSet::new));
    }

    private record Compiled(CompiledPipeline pipeline, URLClassLoader loader) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            loader.close();
        }
    }

    private Compiled compile(EditableProgram program) throws IOException, ReflectiveOperationException {
        Path classes = directory.resolve("classes" + numbered++);
        SourceCompiler.compile(program.writeSources(directory.resolve("sources")), classes, List.of());
        URL[] urls = {classes.toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(urls, ImpactTest.class.getClassLoader());
        return new Compiled(
                (CompiledPipeline) loader.loadClass("flow.FlowPipeline")
                        .getMethod("create")
                        .invoke(null),
                loader);
    }

    private static Set<String> run(Compiled compiled, Path project) {
        return Run.of(compiled.pipeline()).conf(project.resolve("conf")).start().orThrow().nodes().stream()
                .filter(NodeReport.Succeeded.class::isInstance)
                .map(NodeReport::node)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
