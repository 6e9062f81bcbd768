package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.TestProject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What decides a value is compared, and what does not is not. */
final class DeclarationTest {
    private static String declaration(String options) {
        return TestProject.inMemory()
                .catalog("d: {" + options + "}")
                .catalog()
                .declaration("d")
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: csv, path: t.csv | type: csv, path: t.tsv",
                "type: csv, path: t.csv | type: csv, path: t.TSV.gz",
                "type: csv, path: t.csv | type: csv, path: t.csv.gz",
                "type: csv, path: d/*.csv | type: csv, path: d/*.tsv",
                "type: text, path: t.txt | type: text, path: t.gz",
                "type: bytes, path: t | type: bytes, path: t.GZ",
                "type: csv, path: t.csv | type: csv, path: t.csv, header: false",
                "type: csv, path: t.csv, formats: {a: 1.10} | type: csv, path: t.csv, formats: {a: 1.1}",
                "type: csv, path: t.csv, columns: {a: x, b: y} | type: csv, path: t.csv, columns: {a: y, b: x}",
                "type: text, path: t.txt | type: text, path: t.txt, encoding: ISO-8859-1",
                "type: json, path: t.json | type: json, path: t.json, validate: warn",
                "type: json, path: t.json | type: json, path: t.json, cached: true",
                "type: json, path: t | type: text, path: t"
            })
    void declarations_differWhereValuesMay(String one, String two) {
        assertThat(declaration(one)).isNotEqualTo(declaration(two));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: csv, path: t.csv | path: 'other/place.csv', type: csv",
                "type: csv, path: t.csv | type: csv, path: t.txt",
                "type: csv, path: t.csv | type: csv, path: 't.csv', delimiter: ','",
                "type: csv, path: t.csv, delimiter: \"\\t\" | type: csv, path: t.tsv",
                "type: csv, path: t.csv, encoding: utf-8 | type: csv, path: t.csv, header: True",
                "type: csv, path: t.csv, columns: {a: x, b: y} | type: csv, path: t.csv, columns: {b: 'y', a: x}",
                "type: csv, path: t.csv | type: csv, path: t.csv, columns: {}, formats: {}",
                "type: csv, path: t.csv, trim: true | type: csv, path: t.csv, trim: 'TRUE'",
                "type: csv, path: t.csv, skip-lines: 2 | type: csv, path: t.csv, skip-lines: 02",
                "type: text, path: t.txt | type: text, path: t.txt, encoding: UTF8",
                "type: json, path: a.json | type: json, path: b.json, validate: true, cached: false",
                "type: json, path: a.json.gz | type: json, path: c/b.gz, versioned: true, keep: 3"
            })
    void declarations_areEqualWhereValuesAre(String one, String two) {
        assertThat(declaration(one)).isEqualTo(declaration(two));
    }

    /** Every option of a built-in type that has a default. */
    static Stream<Arguments> defaults() {
        return Stream.of("csv", "json", "jsonl", "text", "bytes", "yaml")
                .flatMap(type -> DatasetTypes.named(type).orElseThrow().options().stream()
                        .flatMap(option -> option.preset().stream().map(preset -> arguments(type, option, preset))));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void default_isNoChangeIfItIsGiven(String type, Option option, Object preset) {
        String entry = "type: " + type + ", path: t.bin";
        String value = "'" + Option.show(preset).replace("'", "''") + "'";
        assertThat(declaration(entry + ", " + option.name() + ": " + value)).isEqualTo(declaration(entry));
    }

    /** Texts that the journals of users have: another text would run every node again. */
    static Stream<Arguments> recorded() {
        return Stream.of(
                arguments(
                        "type: csv, path: t.csv",
                        "{\"(packing)\":\"\",\"cached\":false,\"delimiter\":\",\",\"encoding\":\"UTF-8\",\"header\":true,\"quote\":\"\\\"\",\"type\":\"csv\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: csv, path: d/t.TSV.gz",
                        "{\"(packing)\":\"gzip\",\"cached\":false,\"delimiter\":\"\\t\",\"encoding\":\"UTF-8\",\"header\":true,\"quote\":\"\\\"\",\"type\":\"csv\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: csv, path: t.tsv, delimiter: ;, quote: \"'\", header: False, encoding: latin1",
                        "{\"(packing)\":\"\",\"cached\":false,\"delimiter\":\";\",\"encoding\":\"ISO-8859-1\",\"header\":false,\"quote\":\"'\",\"type\":\"csv\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: csv, path: t.csv, formats: {b: yyyy, a: 1.10}, columns: {a: x}, cached: true, validate: warn",
                        "{\"(packing)\":\"\",\"cached\":true,\"columns\":{\"a\":\"x\"},\"delimiter\":\",\",\"encoding\":\"UTF-8\",\"formats\":{\"a\":\"1.10\",\"b\":\"yyyy\"},\"header\":true,\"quote\":\"\\\"\",\"type\":\"csv\",\"validate\":\"WARN\"}"),
                arguments(
                        "type: json, path: t.json",
                        "{\"(packing)\":\"\",\"cached\":false,\"type\":\"json\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: json, path: t.json, validate: False, versioned: true, keep: 3",
                        "{\"(packing)\":\"\",\"cached\":false,\"type\":\"json\",\"validate\":\"OFF\"}"),
                arguments(
                        "type: jsonl, path: d/*.jsonl.gz, incremental: true",
                        "{\"(packing)\":\"gzip\",\"cached\":false,\"type\":\"jsonl\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: text, path: t.txt",
                        "{\"(packing)\":\"\",\"cached\":false,\"encoding\":\"UTF-8\",\"type\":\"text\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: text, path: t.txt, encoding: utf-16",
                        "{\"(packing)\":\"\",\"cached\":false,\"encoding\":\"UTF-16\",\"type\":\"text\",\"validate\":\"FAIL\"}"),
                arguments(
                        "type: bytes, path: t, cached: True",
                        "{\"(packing)\":\"\",\"cached\":true,\"type\":\"bytes\",\"validate\":\"FAIL\"}"),
                arguments("type: memory", ""),
                arguments("type: memory, spill: json", "{\"spill\":\"json\",\"type\":\"memory\"}"));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void declaration_isTheRecordedText(String options, String text) {
        assertThat(declaration(options)).isEqualTo(text);
    }

    @Test
    void datasetInMemory_declaresOnlyHowItIsHandedToOtherProcesses() {
        assertThat(declaration("type: memory")).isEmpty();
        assertThat(declaration("type: memory, spill: json")).isNotEqualTo(declaration("type: memory, spill: bytes"));
    }
}
