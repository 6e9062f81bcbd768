package dev.freshet.runtime.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The reports of a pipeline with their versions, which a page shows side by side. */
public record Gallery(String pipeline, String environment, List<Reports> datasets) {
    private static final JsonMapper COMPACT = new JsonMapper();

    public Gallery {
        datasets = List.copyOf(datasets);
    }

    /**
     * The content of a dataset of type {@code report}.
     *
     * @param place its location, without secrets and absolute paths
     * @param versions the versions, the newest first, or the partitions by key
     * @param notes sentences about what is not shown, and why
     */
    public record Reports(String dataset, String place, List<Version> versions, List<String> notes) {
        public Reports {
            versions = List.copyOf(versions);
            notes = List.copyOf(notes);
        }
    }

    /**
     * A stored report.
     *
     * @param name the name of the version or the key of the partition
     * @param html the content of the file
     */
    public record Version(String name, String html) {}

    /** Returns the gallery as JSON in one line. Equal galleries give equal text. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pipeline", pipeline);
        json.put("environment", environment);
        json.put("datasets", datasets.stream().map(Gallery::json).toList());
        return COMPACT.writeValueAsString(json);
    }

    private static Map<String, Object> json(Reports reports) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", reports.dataset);
        json.put("place", reports.place);
        json.put(
                "versions",
                reports.versions.stream()
                        .map(version -> List.of(version.name, version.html))
                        .toList());
        json.put("notes", reports.notes);
        return json;
    }
}
