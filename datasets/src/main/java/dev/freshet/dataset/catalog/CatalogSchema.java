package dev.freshet.dataset.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalog's rules as a JSON Schema (draft 7, which editors know best), so that editors complete and check
 * {@code catalog.yml}. It has the dataset types of the class path, those of the user among them.
 */
public final class CatalogSchema {
    private static final Map<String, Object> TEXT = Map.of("type", "string", "minLength", 1);
    private static final Map<String, Object> TEXTS =
            object("type", "object", "additionalProperties", Map.of("type", List.of("string", "number", "boolean")));
    private static final Map<String, Object> SCALAR = Map.of("type", List.of("string", "number", "boolean"));

    private CatalogSchema() {}

    /** The schema as JSON text. */
    public static String text() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(schema()) + "\n";
    }

    private static Map<String, Object> schema() {
        List<DatasetType> types = DatasetType.all();
        List<Object> rules = new ArrayList<>();
        types.forEach(type -> rules.add(object(
                "if",
                object("properties", object("type", object("const", type.word())), "required", List.of("type")),
                "then",
                entry(type))));
        Map<String, Object> entry = object(
                "type",
                "object",
                "required",
                List.of("type"),
                "properties",
                object(
                        "type",
                        object("enum", types.stream().map(DatasetType::word).toList())),
                "allOf",
                rules);
        return object(
                "$schema",
                "http://json-schema.org/draft-07/schema#",
                "title",
                "Freshet catalog",
                "description",
                "Where datasets are kept, by name. Keys that begin with _ only hold anchors.",
                "type",
                "object",
                "propertyNames",
                object("not", object("pattern", "^(params:.*|parameters)$")),
                "patternProperties",
                object("^_", true),
                "additionalProperties",
                entry);
    }

    private static Map<String, Object> entry(DatasetType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("type", object("description", "Holds " + type.holds() + "."));
        type.options().forEach(option -> properties.put(option, option(option, type)));
        if (type.options().contains("path")) {
            EntryOptions.OF_FILES.forEach(option -> properties.put(option, option(option, type)));
        }
        properties.put(
                "credentials", object("type", "string", "description", "The name of an entry of credentials.yml."));
        return object(
                "properties",
                properties,
                "required",
                type.isFile() ? List.of("type", "path") : List.of("type"),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> option(String option, DatasetType type) {
        if (type.provider().isPresent()) {
            return type.provider().get().groups().contains(option) ? TEXTS : SCALAR;
        }
        if (option.equals("path")) {
            return described(
                    TEXT,
                    "The file, from the directory above conf, or its place in a storage, such as s3://bucket/file.csv."
                            + " A star stands for the keys of a dataset in parts. Files that end with .gz are packed with gzip,"
                            + " with .zst with Zstandard (freshet-zstd).");
        }
        if (type.format().isPresent() && !EntryOptions.OF_FILES.contains(option)) {
            return SCALAR;
        }
        return switch (option) {
            case "delimiter" ->
                described(orReference(character()), "Between cells; a comma, or a tab in .tsv files, unless given.");
            case "quote" -> described(orReference(character()), "Around cells; double quotes unless given.");
            case "header" ->
                described(
                        orReference(Map.of("type", "boolean")),
                        "Whether the first line names the columns; true unless given.");
            case EntryOptions.VERSIONED ->
                described(
                        orReference(Map.of("type", "boolean")),
                        "Whether each save adds a version, of which the newest is read; false unless given.");
            case EntryOptions.KEEP ->
                described(
                        orReference(object("type", "integer", "minimum", 1)),
                        "How many versions are kept; all unless given.");
            case EntryOptions.VALIDATE ->
                described(
                        orReference(object("enum", List.of(true, false, "true", "false", "warn"))),
                        "Whether values that violate constraints are refused, on load and save; true unless given,"
                                + " warn to go on with a warning.");
            case EntryOptions.INCREMENTAL ->
                described(
                        orReference(Map.of("type", "boolean")),
                        "Whether readers of its parts are given only new and changed ones; false unless given.");
            case EntryOptions.CACHED ->
                described(
                        orReference(Map.of("type", "boolean")),
                        "Whether it is loaded once for all its readers in a run; false unless given.");
            case "encoding" -> described(TEXT, "Such as ISO-8859-1; UTF-8 unless given.");
            case "formats" -> described(TEXTS, "Patterns of dates and times, by column or component.");
            case "columns" -> described(TEXTS, "The headers of components that have other names.");
            case "spill" ->
                object(
                        "enum",
                        DatasetType.all().stream()
                                .filter(DatasetType::isFile)
                                .map(DatasetType::word)
                                .toList(),
                        "description",
                        "How values are handed to worker processes.");
            default -> SCALAR;
        };
    }

    private static Map<String, Object> character() {
        return object("type", "string", "pattern", "^[^\\r\\n]$");
    }

    /** Also what stands for another value: {@code ${env:SEPARATOR}}, or a placeholder. */
    private static Map<String, Object> orReference(Map<String, Object> schema) {
        return object("anyOf", List.of(schema, object("type", "string", "pattern", "\\{.+}")));
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> described = new TreeMap<>(schema);
        described.put("description", description);
        return described;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
