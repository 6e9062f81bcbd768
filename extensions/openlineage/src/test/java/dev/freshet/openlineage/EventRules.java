package dev.freshet.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What OpenLineage's specification demands of a run event and of the facets that Freshet sends, written down by hand:
 * the specification's JSON Schema is not part of any artifact.
 */
final class EventRules {
    private static final Set<String> EVENT =
            Set.of("eventTime", "producer", "schemaURL", "eventType", "run", "job", "inputs", "outputs");
    private static final Set<String> TYPES = Set.of("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");
    /** The keys that a facet must have, besides those of all facets. */
    private static final Map<String, Set<String>> FACETS = Map.of(
            "parent", Set.of("run", "job"),
            "errorMessage", Set.of("message", "programmingLanguage"),
            "jobType", Set.of("processingType", "integration"),
            "sourceCodeLocation", Set.of("type", "url"),
            "schema", Set.of("fields"),
            "version", Set.of("datasetVersion"),
            "outputStatistics", Set.of("size"));

    private EventRules() {}

    static void check(JsonNode event) {
        assertThat(EVENT).as("%s", event).containsAll(event.propertyNames());
        OffsetDateTime.parse(event.get("eventTime").stringValue());
        uri(event.get("producer"));
        uri(event.get("schemaURL"));
        assertThat(TYPES).contains(event.get("eventType").stringValue());
        run(event.get("run"));
        job(event.get("job"));
        event.path("inputs").forEach(input -> dataset(input, "inputFacets"));
        event.path("outputs").forEach(output -> dataset(output, "outputFacets"));
    }

    private static void run(JsonNode run) {
        assertThat(UUID.fromString(run.get("runId").stringValue()))
                .hasToString(run.get("runId").stringValue());
        facets(run.path("facets"));
        JsonNode parent = run.path("facets").path("parent");
        if (!parent.isMissingNode()) {
            UUID.fromString(parent.get("run").get("runId").stringValue());
            job(parent.get("job"));
        }
    }

    private static void job(JsonNode job) {
        assertThat(job.get("namespace").stringValue()).isNotEmpty();
        assertThat(job.get("name").stringValue()).isNotEmpty();
        facets(job.path("facets"));
        JsonNode location = job.path("facets").path("sourceCodeLocation");
        if (!location.isMissingNode()) {
            uri(location.get("url"));
        }
    }

    private static void dataset(JsonNode dataset, String more) {
        assertThat(Set.of("namespace", "name", "facets", more)).containsAll(dataset.propertyNames());
        assertThat(dataset.get("namespace").stringValue()).isNotEmpty();
        assertThat(dataset.get("name").stringValue()).isNotEmpty();
        facets(dataset.path("facets"));
        facets(dataset.path(more));
        dataset.path("facets")
                .path("schema")
                .path("fields")
                .forEach(field -> assertThat(field.get("name").stringValue()).isNotEmpty());
    }

    private static void facets(JsonNode facets) {
        for (String name : facets.propertyNames()) {
            JsonNode facet = facets.get(name);
            uri(facet.get("_producer"));
            uri(facet.get("_schemaURL"));
            Set<String> needed = FACETS.get(name);
            assertThat(needed).as("the facet %s is known", name).isNotNull();
            assertThat(new TreeSet<>(facet.propertyNames())).as(name).containsAll(needed);
            facet.forEach(value -> assertThat(value.isNull()).as(name).isFalse());
        }
    }

    private static void uri(JsonNode text) {
        assertThat(URI.create(text.stringValue()).isAbsolute()).as("%s", text).isTrue();
    }
}
