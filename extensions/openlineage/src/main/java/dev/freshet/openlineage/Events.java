package dev.freshet.openlineage;

import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.RunStart;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.JobFacetsBuilder;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import io.openlineage.client.utils.UUIDUtils;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the events of one run: the pipeline is the parent, and each node is a job of its own. */
final class Events {
    private static final URI PRODUCER = URI.create("https://freshet.dev");

    private final OpenLineage facets = new OpenLineage(PRODUCER);
    private final Fields fields = new Fields(facets);
    private final RunStart run;
    private final String namespace;
    private final Supplier<Optional<SourceCode>> source;

    /**
     * What is known of the datasets when a node ends.
     *
     * @param versions the digests of stored contents by dataset
     * @param sizes the sizes in bytes by dataset
     */
    record Known(Map<String, String> versions, Map<String, Long> sizes) {
        static final Known NOTHING = new Known(Map.of(), Map.of());
    }

    /** @param source where the code is from; asked for each event */
    Events(RunStart run, String namespace, Supplier<Optional<SourceCode>> source) {
        this.run = run;
        this.namespace = namespace;
        this.source = source;
    }

    private UUID id(String of) {
        return UUIDUtils.generateStaticUUID(
                run.start(), (run.pipeline() + "/" + run.runId() + "/" + of).getBytes(StandardCharsets.UTF_8));
    }

    RunEvent ofPipeline(EventType type, Instant time, Optional<Throwable> failure) {
        RunFacetsBuilder about = facets.newRunFacetsBuilder();
        failure.ifPresent(cause -> about.errorMessage(error(cause)));
        return event(type, time)
                .run(facets.newRun(id(""), about.build()))
                .job(facets.newJob(namespace, run.pipeline(), job("PIPELINE")))
                .build();
    }

    RunEvent ofNode(EventType type, Instant time, String node, Known known, Optional<Throwable> failure) {
        RunFacetsBuilder about = facets.newRunFacetsBuilder().parent(parent());
        failure.ifPresent(cause -> about.errorMessage(error(cause)));
        NodeDatasets datasets = run.datasets().apply(node);
        return event(type, time)
                .run(facets.newRun(id(node), about.build()))
                .job(facets.newJob(namespace, run.pipeline() + "." + node, job("NODE")))
                .inputs(datasets.inputs().stream()
                        .map(input -> input(input, known))
                        .toList())
                .outputs(datasets.outputs().stream()
                        .map(output -> output(output, known))
                        .toList())
                .build();
    }

    private OpenLineage.RunEventBuilder event(EventType type, Instant time) {
        return facets.newRunEventBuilder().eventType(type).eventTime(time.atZone(ZoneOffset.UTC));
    }

    private OpenLineage.ParentRunFacet parent() {
        return facets.newParentRunFacetBuilder()
                .run(facets.newParentRunFacetRunBuilder().runId(id("")).build())
                .job(facets.newParentRunFacetJobBuilder()
                        .namespace(namespace)
                        .name(run.pipeline())
                        .build())
                .build();
    }

    private OpenLineage.JobFacets job(String type) {
        JobFacetsBuilder about = facets.newJobFacetsBuilder()
                .jobType(facets.newJobTypeJobFacetBuilder()
                        .processingType("BATCH")
                        .integration("FRESHET")
                        .jobType(type)
                        .build());
        source.get()
                .ifPresent(code -> about.sourceCodeLocation(facets.newSourceCodeLocationJobFacetBuilder()
                        .type("git")
                        .url(code.repository())
                        .repoUrl(code.repository().toString())
                        .version(code.commit())
                        .build()));
        return about.build();
    }

    private OpenLineage.ErrorMessageRunFacet error(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return facets.newErrorMessageRunFacet(cause.toString(), "JAVA", trace.toString());
    }

    private DatasetId id(NodeDatasets.Named dataset) {
        return dataset.place()
                .map(DatasetId::of)
                .orElseGet(() -> DatasetId.inMemory(run.pipeline(), dataset.dataset()));
    }

    private OpenLineage.DatasetFacets about(NodeDatasets.Named dataset, Known known) {
        DatasetFacetsBuilder about = facets.newDatasetFacetsBuilder();
        List<SchemaDatasetFacetFields> columns = fields.of(dataset.type());
        if (!columns.isEmpty()) {
            about.schema(facets.newSchemaDatasetFacet(columns));
        }
        Optional.ofNullable(known.versions().get(dataset.dataset()))
                .ifPresent(version -> about.version(facets.newDatasetVersionDatasetFacet(version)));
        return about.build();
    }

    private InputDataset input(NodeDatasets.Named dataset, Known known) {
        DatasetId id = id(dataset);
        return facets.newInputDatasetBuilder()
                .namespace(id.namespace())
                .name(id.name())
                .facets(about(dataset, known))
                .build();
    }

    private OutputDataset output(NodeDatasets.Named dataset, Known known) {
        DatasetId id = id(dataset);
        OpenLineage.OutputDatasetBuilder output = facets.newOutputDatasetBuilder()
                .namespace(id.namespace())
                .name(id.name())
                .facets(about(dataset, known));
        Optional.ofNullable(known.sizes().get(dataset.dataset()))
                .ifPresent(size -> output.outputFacets(facets.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(facets.newOutputStatisticsOutputDatasetFacetBuilder()
                                .size(size)
                                .build())
                        .build()));
        return output.build();
    }
}
