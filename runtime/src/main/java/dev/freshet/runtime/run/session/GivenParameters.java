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
 * Finds misspelt names among the parameters that were given for a run. Otherwise, such a value would silently have no
 * effect.
 */
public final class GivenParameters {
    private GivenParameters() {}

    /**
     * Checks the parameters that are in no file. A parameter that no node reads and whose name is similar to no other
     * may be meant for another pipeline.
     *
     * @throws ConfigException naming each parameter that no node reads and whose name is similar to another one
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

    /** Returns whether a path is one of the additions, or a group that contains one. */
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
