package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    private static String read(String text) {
        return ConfigText.show(Yaml.parse("f.yml", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | INTEGER",
                "-7 | INTEGER",
                "+7 | INTEGER",
                "007 | INTEGER",
                "0x1F | INTEGER",
                "0o17 | INTEGER",
                "1.5 | FLOAT",
                ".5 | FLOAT",
                "1e3 | FLOAT",
                "-.inf | FLOAT",
                ".NaN | FLOAT",
                "1. | FLOAT",
                "true | BOOLEAN",
                "False | BOOLEAN",
                "TRUE | BOOLEAN",
                "null | NULL",
                "~ | NULL",
                "`` | NULL",
                "yes | STRING",
                "on | STRING",
                "'1' | STRING",
                "\"true\" | STRING",
                "2001-03-01 | STRING",
                "1_000 | STRING",
                "12:30 | STRING",
                "1.2.3 | STRING",
                "!!str 5 | STRING",
                "!!float 5 | FLOAT",
                "0x | STRING",
                "tRue | STRING",
                "a b | STRING"
            })
    void scalar_ofCoreSchema_hasItsKind(String text, ScalarNode.Kind kind) {
        ConfigNode value = Yaml.parse("f.yml", "a: " + text).get("a").orElseThrow();
        assertThat(value)
                .isInstanceOfSatisfying(
                        ScalarNode.class, scalar -> assertThat(scalar.kind()).isEqualTo(kind));
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                arguments("", "{}"),
                arguments("# only a comment\n", "{}"),
                arguments("---\n", "{}"),
                arguments("a: [1, {b: x}, ~]", "{a: [1, {b: 'x'}, null]}"),
                arguments("5: x\ntrue: y\n1.0: z", "{5: 'x', true: 'y', 1.0: 'z'}"),
                arguments("z: 1\na: 2\nm: 3", "{z: 1, a: 2, m: 3}"),
                arguments("a: &x [1, 2]\nb: *x", "{a: [1, 2], b: [1, 2]}"),
                arguments("a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}"),
                arguments("a: &x {p: 1, q: 2}\nb: {<<: *x, p: 3}", "{a: {p: 1, q: 2}, b: {p: 3, q: 2}}"),
                arguments("a: &x {p: 1}\nb: {p: 3, <<: *x}", "{a: {p: 1}, b: {p: 3}}"),
                arguments("a: {<<: [{p: 1}, {p: 2, q: 3}]}", "{a: {p: 1, q: 3}}"),
                arguments(
                        "a: &a {p: 1}\nb: &b {<<: *a, q: 2}\nc: {<<: *b}",
                        "{a: {p: 1}, b: {q: 2, p: 1}, c: {q: 2, p: 1}}"),
                arguments("a: {<<: {p: 1}, <<: {q: 2}}", "{a: {p: 1, q: 2}}"),
                arguments("a: {\"<<\": 1}", "{a: {<<: 1}}"),
                arguments("a: |\n  x\n  y\nb: >\n  x\n  y", "{a: 'x\ny\n', b: 'x y'}"),
                arguments("\"a b\": 1\n'': 2", "{a b: 1, : 2}"),
                arguments("a: \"\\u00e9\\t\\U0001F600\"", "{a: 'é\t😀'}"),
                arguments("a: x#y # comment", "{a: 'x#y'}"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void text_ofYaml_isRead(String text, String expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("a:\n\tb: 1", "f.yml:2:1: not YAML: a tab is not allowed here; indent with spaces"),
                arguments(
                        "a: [1, 2",
                        "f.yml:1:9: not YAML: expected ',' or ']', but got <stream end> (while parsing a flow sequence"
                                + " that begins at f.yml:1:4)"),
                arguments(
                        "a: b: c",
                        "f.yml:1:5: not YAML: a colon is not allowed here; put a text with \": \" in quotes, or correct the"
                                + " indentation"),
                arguments("a: *x", "f.yml:1:4: not YAML: the alias *x is used before any anchor &x"),
                arguments("a: @x", "f.yml:1:4: not YAML: a value cannot begin with @; put the text in quotes"),
                arguments(
                        "a: 1\n---\nb: 2",
                        "f.yml:2:1: not YAML: a second document begins here, but a file holds only one"),
                arguments("  a: 1\n b: 2", "f.yml:2:2: not YAML: the indentation does not fit the lines above"),
                arguments(
                        "a: 1\n  b: 2",
                        "f.yml:2:4: not YAML: a colon is not allowed here; put a text with \": \" in quotes, or correct the"
                                + " indentation"),
                arguments(
                        "é: \"x",
                        "f.yml:1:6: not YAML: found unexpected end of stream (while scanning a quoted scalar that begins"
                                + " at f.yml:1:4)"),
                arguments("a: {p: ${params:x}}", "f.yml:1:9: not YAML: put a text with ${...} in quotes inside braces"),
                arguments("a: 1\nb: x\u0007", "f.yml:2:5: not YAML: the character U+0007 is not allowed"),
                arguments("%YAML 3.0\n---\na: 1", "f.yml:1:1: not YAML: only version 1.2 is read"),
                arguments("- a", "f.yml:1:1: the top level must have keys with values, as in \"key: value\""),
                arguments("\n x", "f.yml:2:2: the top level must have keys with values, as in \"key: value\""),
                arguments("a: !foo 1", "f.yml:1:4: the tag !foo is not supported; write the plain value"),
                arguments("a: !foo {b: 1}", "f.yml:1:4: the tag !foo is not supported; write the plain value"),
                arguments("a: !!set {b}", "f.yml:1:4: the tag !!set is not supported; write the plain value"),
                arguments("a: !!int abc", "f.yml:1:4: \"abc\" does not fit its tag !!int"),
                arguments("a: &x {b: *x}", "f.yml:1:4: an alias refers to a value that contains it"),
                arguments("? [a]\n: 1", "f.yml:1:3: a key must be a single word or text"),
                arguments("a: {<<: 5}", "f.yml:1:5: \"<<\" merges a mapping, as in \"<<: *anchor\""),
                arguments("a: &l [1]\nb: {<<: [*l]}", "f.yml:2:5: \"<<\" merges a mapping, as in \"<<: *anchor\""));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void text_withMistake_isOneLineAtItsPlace(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    @Test
    void mistakes_ofOneFile_areReportedTogether() {
        ConfigException e =
                catchThrowableOfType(ConfigException.class, () -> read("a: 1\na: !foo 2\nb: {c: 1, c: 2}\n? [x]\n: 1"));
        assertThat(e.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "f.yml:2:1: duplicate key \"a\"; it is first at f.yml:1:1",
                        "f.yml:2:4: the tag !foo is not supported; write the plain value",
                        "f.yml:3:11: duplicate key \"c\"; it is first at f.yml:3:5",
                        "f.yml:4:3: a key must be a single word or text");
    }

    @Test
    void mistake_inAnchoredValue_isReportedOnceForAllItsAliases() {
        ConfigException e =
                catchThrowableOfType(ConfigException.class, () -> read("a: &x {p: !foo 1}\nb: *x\nc: {<<: *x}"));
        assertThat(e.problems()).hasSize(1);
    }

    @Test
    void positions_ofKeysAndValues_countFromOneInCharacters() {
        MappingNode root = Yaml.parse("f.yml", "é😀: 1\nb:\n  c: [x,\n    y]\n");
        MappingNode b = (MappingNode) root.get("b").orElseThrow();
        SequenceNode c = (SequenceNode) b.get("c").orElseThrow();
        assertThat(root.keyPosition("é😀")).isEqualTo(new Position("f.yml", 1, 1));
        assertThat(root.get("é😀").orElseThrow().position()).isEqualTo(new Position("f.yml", 1, 5));
        assertThat(ConfigText.place(b.keyPosition("c"))).isEqualTo("3:3");
        assertThat(ConfigText.place(c.position())).isEqualTo("3:6");
        assertThat(ConfigText.place(c.items().get(1).position())).isEqualTo("4:5");
        assertThat(root.keyPosition("none")).isEqualTo(root.position());
    }

    @Test
    void mergedKey_keepsThePlaceWhereItIsWritten() {
        MappingNode root = Yaml.parse("f.yml", "_x: &x\n  p: 1\na:\n  <<: *x\n  q: 2\n");
        MappingNode a = (MappingNode) root.get("a").orElseThrow();
        assertThat(ConfigText.place(a.keyPosition("p"))).isEqualTo("2:3");
        assertThat(ConfigText.place(a.keyPosition("q"))).isEqualTo("5:3");
    }

    @Test
    void aliases_thatExpandWithoutBound_areRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("the aliases of this file expand to more than a million values");
    }

    @Test
    void aliases_ofThousandDatasets_areRead() {
        StringBuilder catalog = new StringBuilder("_csv: &csv {type: csv}\n");
        for (int i = 0; i < 1000; i++) {
            catalog.append("d").append(i).append(": {<<: *csv, path: x}\n");
        }
        assertThat(Yaml.parse("f.yml", catalog.toString()).keys()).hasSize(1001);
    }

    @Test
    void nesting_withoutBound_isRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("f.yml: the values are nested more than 200 deep");
    }

    private static String nested(int depth) {
        return "k: " + "[".repeat(depth) + "]".repeat(depth);
    }

    /** No depth is too deep for a refusal with its place, and deep enough for one without an error of the JVM. */
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 800, 1000, 1200, 5000})
    void nesting_beyondTheLimit_isRefused(int depth) {
        assertThat(read(nested(199))).startsWith("{k: [[");
        assertThatThrownBy(() -> read(nested(depth)))
                .isInstanceOf(ConfigException.class)
                .message()
                .matches("f\\.yml(:1:203)?: the values are nested more than 200 deep");
    }

    @Test
    void fileOfFourMillionCharacters_isRead() {
        String line = "k%07d: " + "x".repeat(1000) + "\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4000; i++) {
            text.append(line.formatted(i));
        }
        assertThat(Yaml.parse("f.yml", text.toString()).keys()).hasSize(4000);
    }

    @Test
    void data_isOneValueOfAnyKind_withoutMergeKeys() {
        assertThat(Yaml.data(new SourceText("f", ""))).isEmpty();
        assertThat(Yaml.data(new SourceText("f", "5")).orElseThrow()).isInstanceOf(ScalarNode.class);
        SequenceNode list = (SequenceNode)
                Yaml.data(new SourceText("f", "- &a {x: 1}\n- {<<: *a}")).orElseThrow();
        MappingNode merging = (MappingNode) list.items().get(1);
        assertThat(merging.keys()).containsExactly("<<");
    }

    @Test
    void output_isReadAsItWasWritten() {
        List<String> texts =
                List.of("a b", "yes", "NULL", "1", "", " x", "a: b", "#", "\u0000\n\u2028\ud83d\ude00", "~");
        StringWriter written = new StringWriter();
        YamlOutput out = new YamlOutput(written);
        out.startSequence();
        texts.forEach(out::text);
        out.literal("null");
        out.endSequence();
        out.end();
        SequenceNode read = (SequenceNode)
                Yaml.data(new SourceText("f", written.toString())).orElseThrow();
        assertThat(read.items().subList(0, texts.size()))
                .map(item -> ((ScalarNode) item).text())
                .isEqualTo(texts);
        assertThat(read.items().subList(0, texts.size()))
                .allMatch(item -> ((ScalarNode) item).kind() == ScalarNode.Kind.STRING);
        assertThat(((ScalarNode) read.items().get(texts.size())).kind()).isEqualTo(ScalarNode.Kind.NULL);
        assertThat(written.toString()).startsWith("- a b\n- \"yes\"\n");
    }
}
