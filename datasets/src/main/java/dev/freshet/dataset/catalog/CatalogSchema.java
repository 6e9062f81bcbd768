package dev.freshet.dataset.catalog;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the catalog's rules as a JSON Schema, so that editors complete and check {@code catalog.yml}. It is of draft
 * 7, which editors support best, and has all dataset types of the class path, including the user's own. All patterns
 * are regular expressions of ECMA-262 with the flag {@code u}, which strict validators use.
 */
public final class CatalogSchema {
    /** The JSON types of a YAML value without quotes. */
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private CatalogSchema() {}

    /** Returns the schema as JSON text. */
    public static String text() {
        return text(Map.of());
    }

    /**
     * Returns the schema as JSON text, with notes on datasets that editors show.
     *
     * @param notes a sentence for each dataset, by its name, in the order in which editors offer them
     */
    public static String text(Map<String, String> notes) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Map<String, Object> schema = schema();
        if (!notes.isEmpty()) {
            Map<String, Object> known = new LinkedHashMap<>();
            // In draft 7, a reference hides all other keys beside it.
            notes.forEach((name, note) -> known.put(
                    name, object("description", note, "allOf", List.of(object("$ref", "#/additionalProperties")))));
            schema.put("properties", known);
        }
        return mapper.writeValueAsString(schema) + "\n";
    }

    private static Map<String, Object> schema() {
        List<DatasetType> types = DatasetTypes.all();
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
                object("type", object("anyOf", List.of(object("enum", words(types)), reference()))),
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

    private static List<String> words(List<DatasetType> types) {
        return types.stream().map(DatasetType::word).toList();
    }

    private static Map<String, Object> entry(DatasetType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        type.options().forEach(option -> properties.put(option.name(), option(option)));
        properties.put("type", object("description", "Holds " + type.holds() + "."));
        List<String> required = type.options().stream()
                .filter(Option::isRequired)
                .map(Option::name)
                .toList();
        return object("properties", properties, "required", required, "additionalProperties", false);
    }

    private static Map<String, Object> option(Option option) {
        Map<String, Object> schema = new LinkedHashMap<>(kind(option));
        schema.put("description", option.description());
        option.preset().ifPresent(preset -> schema.put("default", json(preset)));
        return schema;
    }

    private static Map<String, Object> kind(Option option) {
        OptionKind kind = option.kind();
        if (kind instanceof OptionKind.Text) {
            return object("type", SCALARS, "minLength", option.isRequired() ? 1 : 0);
        }
        if (kind instanceof OptionKind.Encoding) {
            return object("type", "string", "minLength", 1);
        }
        if (kind instanceof OptionKind.Texts) {
            return object("type", "object", "additionalProperties", object("type", SCALARS));
        }
        if (kind instanceof OptionKind.TextList) {
            return list();
        }
        if (kind instanceof OptionKind.TextLists) {
            return object(
                    "type",
                    "object",
                    "additionalProperties",
                    object("anyOf", List.of(object("type", SCALARS), list())));
        }
        return object("anyOf", List.of(value(kind), reference()));
    }

    /** Returns the schema of a list of texts. Values that YAML reads as null or numbers are texts, too. */
    private static Map<String, Object> list() {
        return object(
                "type",
                "array",
                "minItems",
                1,
                "items",
                object("type", List.of("string", "number", "boolean", "null")));
    }

    private static Map<String, Object> value(OptionKind kind) {
        if (kind instanceof OptionKind.Whole whole) {
            Map<String, Object> number = object("type", "integer", "minimum", whole.from());
            if (whole.to() != Long.MAX_VALUE) {
                number.put("maximum", whole.to());
            }
            return object("anyOf", List.of(number, object("type", "string", "pattern", "^[0-9]+$")));
        }
        if (kind instanceof OptionKind.OneCharacter one) {
            String or = one.word().map(word -> "|" + word).orElse("");
            return object("type", "string", "pattern", "^([^\\r\\n]" + or + ")$");
        }
        List<Object> legal = new ArrayList<>();
        for (String word : kind instanceof OptionKind.Flag ? List.of("true", "false") : kind.words()) {
            if (word.equals("true") || word.equals("false")) {
                legal.add(Boolean.valueOf(word));
            }
            legal.add(word);
        }
        return object("enum", legal);
    }

    /** Returns the schema of a text that stands for another value: {@code ${env:SEPARATOR}}, or a placeholder. */
    private static Map<String, Object> reference() {
        return object("type", "string", "pattern", "\\{.+\\}");
    }

    private static Object json(Object preset) {
        return preset instanceof Boolean || preset instanceof Long ? preset : Option.show(preset);
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
