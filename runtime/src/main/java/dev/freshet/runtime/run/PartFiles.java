package dev.freshet.runtime.run;

import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that say which parts the nodes of a pipeline have made, in a directory of the state. */
final class PartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);
    private static final int DIGITS = 8;

    private final Path directory;
    private final String pipeline;
    private final PipelineGraph graph;

    /**
     * Those of a pipeline.
     *
     * @param state the directory of the state
     * @param pipeline the name under which the state has it
     */
    PartFiles(Path state, String pipeline, PipelineGraph graph) {
        directory = state.resolve("parts");
        this.pipeline = pipeline;
        this.graph = graph;
    }

    /** The file of a node, which need not exist. */
    Path of(int node) {
        return of(graph.node(node));
    }

    private Path of(String node) {
        String digest = new Digest().add(pipeline).add(node).hex().substring(0, DIGITS);
        return directory.resolve(node + "-" + digest + ".jsonl");
    }

    /** A node is recorded: only one that runs over the parts of an input asks again what it has made. */
    void recorded(int node) {
        if (graph.makesParts(node) && graph.eachInput(node) < 0) {
            forget(graph.node(node));
        }
    }

    /** Nothing that a node has made counts. */
    void forget(String node) {
        try {
            Files.deleteIfExists(of(node));
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", of(node), e.getMessage());
        }
    }
}
