package dev.freshet.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MarkdownTest {
    private static final int MOST_CHARACTERS_OF_GITHUB = 65_536;

    private static GraphDocument with(GraphDocument document, State state, List<String> reasons) {
        return new GraphDocument(
                document.pipeline(),
                document.environment(),
                document.nodes().stream()
                        .map(node -> node.with(new Status(state, reasons, Optional.empty())))
                        .toList(),
                document.datasets(),
                document.code(),
                document.times());
    }

    private static List<State> states(GraphDocument document) {
        return document.nodes().stream()
                .map(Node::status)
                .map(status -> status.orElseThrow().state())
                .toList();
    }

    /** The text before the graph. */
    private static String head(String text) {
        return text.substring(0, text.indexOf("\n<details>"));
    }

    @Test
    void text_ofNodesThatRunAndMayRun_hasATableAndTheGraph() {
        GraphDocument document = CodeComparison.of(
                Documents.chain(List.of("clean", "fit")),
                Map.of("clean", "1", "fit", "1"),
                Map.of("clean", "2", "fit", "1"),
                Map.of("fit", List.of("method P.fit changed")));
        assertThat(Markdown.text(document, List.of("A note.")))
                .isEqualTo("""
                ### Test: 1 of 2 nodes would run, 1 may

                A note.

                | node | place | why |
                |---|---|---|
                | <code>clean</code> | <code>P.java:1</code> | <code>its code changed</code> |

                May run, if what they read changes: <code>fit</code>

                <details>
                <summary>Graph</summary>

                ```mermaid
                """ + Mermaid.text(document) + "```\n\n</details>\n");
    }

    @Test
    void nothingToRun_isSaidInTheHeading() {
        GraphDocument document = with(Documents.chain(List.of("a", "b")), State.UP_TO_DATE, List.of());
        assertThat(head(Markdown.text(document, List.of()))).isEqualTo("### Test: nothing to run\n");
    }

    @Test
    void hostileNames_areCode() {
        List<String> reasons = new ArrayList<>(Documents.HOSTILE);
        reasons.add("parameter who \"@team\" -> \"#1 | `x` <b> ![i](http://x.example)\"");
        for (String reason : reasons) {
            GraphDocument document = with(Documents.chain(Documents.HOSTILE), State.RUN, List.of(reason));
            assertThat(head(Markdown.text(document, List.of())).lines().skip(4))
                    .hasSize(Documents.HOSTILE.size())
                    .allMatch(row -> row.replaceAll("</?code>|&#\\d+;|^\\| | \\| | \\|$", "")
                            .matches("[\\p{L}\\p{N}_.,:/ \u2026\u2400-\u243F\uFFFD-]*"))
                    .allMatch(row -> row.chars().filter(c -> c == '|').count() == 4);
        }
    }

    @Test
    void text_ofManyNodes_isCutAndSaysSo() {
        List<String> reasons = IntStream.range(0, 9)
                .mapToObj(i -> "reason " + i + "#".repeat(200))
                .toList();
        List<String> names =
                IntStream.range(0, 900).mapToObj(i -> i + "_".repeat(80)).toList();
        String text = Markdown.text(with(Documents.chain(names), State.RUN, reasons), List.of());
        long rows = head(text).lines().filter(row -> row.startsWith("| <code>")).count();
        assertThat(text.length()).isLessThan(MOST_CHARACTERS_OF_GITHUB);
        assertThat(text).startsWith("### Test: 900 of 900 nodes would run\n");
        assertThat(head(text)).contains("<br>and 6 more |", "| and " + (900 - rows) + " more | | |");
        assertThat(rows).isPositive();
        String maybe = Markdown.text(with(Documents.chain(names), State.MAYBE, reasons), List.of());
        assertThat(maybe.length()).isLessThan(MOST_CHARACTERS_OF_GITHUB);
        assertThat(head(maybe)).endsWith(", and 880 more\n");
    }

    @Test
    void comparison_findsNewChangedAndUnknownCode_andWhatReadsFromIt() {
        GraphDocument document = new Documents()
                .node("same", List.of(), List.of("a"))
                .node("changed", List.of("a"), List.of("b"))
                .node("reads", List.of("a", "b"), List.of("c"))
                .node("readsMore", List.of("c"), List.of())
                .node("fresh", List.of("a"), List.of())
                .node("unknown", List.of("a"), List.of())
                .build();
        Map<String, String> before =
                Map.of("same", "1", "changed", "1", "reads", "1", "readsMore", "1", "unknown", "1", "removed", "1");
        Map<String, String> now = Map.of("same", "1", "changed", "2", "reads", "1", "readsMore", "1", "fresh", "1");
        GraphDocument compared = CodeComparison.of(document, before, now, Map.of());
        assertThat(states(compared))
                .containsExactly(State.UP_TO_DATE, State.RUN, State.MAYBE, State.MAYBE, State.RUN, State.RUN);
        assertThat(compared.nodes().stream().flatMap(node -> node.status().orElseThrow().reasons().stream()))
                .containsExactly(
                        "its code changed", "if b changes", "if c changes", "it is new", "its code is not known");
    }

    @Test
    void comparison_ofNodesThatDoNotRunForTheirCode_saysThatTheyAreKeptBack() {
        GraphDocument document = new Documents()
                .rerun("NEVER")
                .node("same", List.of(), List.of("a"))
                .node("changed", List.of("a"), List.of("b"))
                .node("fresh", List.of("a"), List.of("c"))
                .rerun("WHEN_MISSING")
                .node("once", List.of("a"), List.of("d"))
                .rerun("WHEN_CHANGED")
                .node("reads", List.of("b", "d"), List.of())
                .build();
        GraphDocument compared = CodeComparison.of(
                document,
                Map.of("same", "1", "changed", "1", "once", "1", "reads", "1"),
                Map.of("same", "1", "changed", "2", "fresh", "1", "once", "2", "reads", "1"),
                Map.of("once", List.of("method P.once changed")));
        assertThat(states(compared))
                .containsExactly(
                        State.UP_TO_DATE, State.KEPT_BACK, State.UP_TO_DATE, State.KEPT_BACK, State.UP_TO_DATE);
        assertThat(compared.nodes().stream().flatMap(node -> node.status().orElseThrow().reasons().stream()))
                .containsExactly("its code changed", "method P.once changed");
    }
}
