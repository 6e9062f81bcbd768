package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Configuration;
import dev.freshet.config.NearestName;
import dev.freshet.config.Paths;
import dev.freshet.config.Position;
import dev.freshet.config.Wording;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds misspelt names among the parameters that were given for a run: such a value would change nothing, unnoticed.
 */
public final class GivenParameters {
    private GivenParameters() {}

    /**
     * Checks the parameters that are in no file. What nothing reads and nothing is similar to may be meant for another
     * pipeline.
     *
     * @throws ConfigException naming each that nothing reads and that is nearly the name of another
     */
    public static void check(Configuration configuration, PipelineGraph graph) {
        Set<String> additions = configuration.additions();
        if (additions.isEmpty()) {
            return;
        }
        List<String> read = read(graph);
        Set<String> legal = new TreeSet<>(read);
        Paths.all(configuration.parameters()).stream()
                .filter(path -> !isPartOf(path, additions))
                .forEach(legal::add);
        List<ConfigProblem> problems = new ArrayList<>();
        for (String path : additions) {
            if (read.stream().noneMatch(group -> group.isEmpty() || isIn(path, group) || isIn(group, path))) {
                NearestName.of(path, legal)
                        .ifPresent(near -> problems.add(problem(configuration.wording(), path, near)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static List<String> read(PipelineGraph graph) {
        List<String> read = new ArrayList<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (graph.isParameter(dataset)) {
                read.add(Parameters.path(graph.dataset(dataset)));
            }
        }
        return read;
    }

    /** Whether a path is one of those, or a group on the way to one. */
    private static boolean isPartOf(String path, Collection<String> additions) {
        return additions.stream().anyMatch(addition -> isIn(addition, path));
    }

    private static boolean isIn(String path, String group) {
        return path.equals(group) || path.startsWith(group + ".");
    }

    private static ConfigProblem problem(Wording wording, String path, String near) {
        return new ConfigProblem(
                new Position(wording.parameter(path), 0, 0),
                "there is no parameter \"" + path + "\"; did you mean \"" + near + "\"?");
    }
}
