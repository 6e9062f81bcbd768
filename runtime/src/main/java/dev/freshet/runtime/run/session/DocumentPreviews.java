package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.runtime.graph.Preview;
import dev.freshet.runtime.graph.preview.PreviewReader;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.RunDescription;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the first records of the datasets whose previews were asked for. */
final class DocumentPreviews {
    private static final Duration MOST = Duration.ofSeconds(5);

    private final RunDescription run;
    private final PipelineGraph graph;

    DocumentPreviews(RunDescription run) {
        this.run = run;
        graph = run.pipeline().graph();
    }

    /** @throws ConfigException if there is no such dataset */
    List<Preview> of(Collection<String> datasets) {
        datasets.forEach(this::require);
        PreviewReader reader = new PreviewReader(run.catalog(), MOST);
        return datasets.stream()
                .map(name -> reader.read(
                        name, run.pipeline().type(graph.datasetNumber(name).orElseThrow())))
                .toList();
    }

    private void require(String name) {
        List<String> known = IntStream.range(0, graph.datasetCount())
                .filter(dataset -> !graph.isParameter(dataset))
                .mapToObj(graph::dataset)
                .toList();
        if (!known.contains(name)) {
            throw new ConfigException(
                    new Position("pipeline " + run.pipeline().name(), 0, 0),
                    "there is no dataset \"" + name + "\" to preview" + NearestName.known(name, known));
        }
    }
}
