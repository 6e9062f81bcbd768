package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor says of a catalog is what a run says of it. The validator is somebody else's, and strict. */
final class CatalogSchemaTest {
    /** What only a run can know: names of encodings and credentials, and that two options differ. */
    private static final List<String> UNKNOWN_TO_EDITORS =
            List.of("encoding: UTF-9", "quote: ;, delimiter: ;", "credentials: b}", "credentials: storag}", ".ZST");

    private static final SchemaRegistryConfig STRICT = SchemaRegistryConfig.builder()
            .regularExpressionFactory(EcmaPattern::new)
            .build();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7, registry -> registry.schemaRegistryConfig(STRICT))
            .getSchema(CatalogSchema.text(), InputFormat.JSON);

    /** The rules are the same for datasets that the schema says something of. */
    private static final Schema NOTED = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7, registry -> registry.schemaRegistryConfig(STRICT))
            .getSchema(CatalogSchema.text(Map.of("a", "Made by b.", "d", "Read by c.")), InputFormat.JSON);

    private static List<String> errors(String catalog) {
        List<String> errors = SCHEMA.validate(catalog, InputFormat.YAML).stream()
                .map(Object::toString)
                .toList();
        assertThat(NOTED.validate(catalog, InputFormat.YAML).isEmpty())
                .as(catalog)
                .isEqualTo(errors.isEmpty());
        return errors;
    }

    static Stream<Arguments> mistakes() {
        return CatalogTest.badEntries()
                .filter(mistake -> UNKNOWN_TO_EDITORS.stream()
                        .noneMatch(known -> mistake.get()[0].toString().contains(known)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isSeenByEditors(String entry, String message) {
        assertThat(errors("d: " + entry)).as(message).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {type: csv, path: a.csv, delimiter: ;, quote: \"'\", header: false, encoding: UTF-8}",
                "a: {type: csv, path: a.csv, formats: {date: yyyy}, columns: {a: b}}",
                "a: {type: csv, path: '${env:DATA}/a.csv', header: '${params:header}', delimiter: '${env:SEPARATOR}'}",
                "a: {type: json, path: a.json, credentials: storage}",
                "a: {type: '${params:kind}', path: a.csv, delimiter: ;}",
                "a: {type: jsonl, path: a.jsonl}",
                "a: {type: text, path: a.txt, encoding: ISO-8859-1}",
                "a: {type: bytes, path: a.gz}",
                "a: {type: memory}",
                "a: {type: csv, path: a.csv, validate: warn}",
                "a: {type: csv, path: a.csv, versioned: true, keep: 5}",
                "a: {type: csv, path: a.csv, versioned: 'true', keep: '5'}",
                "a: {type: json, path: a.json, validate: false}",
                "a: {type: json, path: a.json, validate: '${env:VALIDATE}'}",
                "a: {type: memory, spill: json}",
                "_anchor: 5",
                "'{name}_csv': {type: csv, path: 'data/{name}.csv', delimiter: '{name}'}",
            })
    void whatIsRight_isRightToEditors(String catalog) {
        assertThat(errors(catalog)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"params:x: {type: memory}", "parameters: {type: memory}", "a: csv", "a: {path: x}"})
    void whatIsNoDataset_isSeenByEditors(String catalog) {
        assertThat(errors(catalog)).isNotEmpty();
    }

    @Test
    void patterns_areRegularExpressionsUnderTheFlagU() {
        assertThatThrownBy(() -> new EcmaPattern("\\{.+}")).isInstanceOf(IllegalArgumentException.class);
        assertThat(patterns(new JsonMapper().readTree(CatalogSchema.text())).distinct())
                .hasSizeGreaterThan(2)
                .allSatisfy(EcmaPattern::new);
    }

    private static Stream<String> patterns(JsonNode node) {
        Stream<String> own = node.isObject() && node.path("pattern").isString()
                ? Stream.of(node.path("pattern").stringValue())
                : Stream.of();
        Stream<String> keys = node.isObject() && node.has("patternProperties")
                ? node.get("patternProperties").propertyNames().stream()
                : Stream.of();
        return Stream.concat(Stream.concat(own, keys), node.values().stream().flatMap(CatalogSchemaTest::patterns));
    }
}
