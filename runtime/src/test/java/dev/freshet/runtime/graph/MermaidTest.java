package dev.freshet.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MermaidTest {
    private static int edges(String text) {
        return (int) text.lines()
                .filter(line -> line.contains(" --> ") || line.contains(" -.-> "))
                .count();
    }

    private static GraphDocument inNamespaces(int namespaces, int each) {
        Documents documents = new Documents();
        for (int i = 0; i < namespaces; i++) {
            documents.node("a" + i + ".n0", List.of(), List.of("a" + i + ".d0"));
            for (int j = 1; j < each; j++) {
                documents.node("a" + i + ".n" + j, List.of("a" + i + ".d" + (j - 1)), List.of("a" + i + ".d" + j));
            }
        }
        return documents.build();
    }

    @Test
    void text_ofTwoNodes_isAFlowchart() {
        assertThat(Mermaid.text(Documents.chain(List.of("eu.clean", "sum")))).isEqualTo("""
                flowchart TD
                  b2["sum<br/>run"]
                  b3(["of sum<br/>in memory"])
                  subgraph g0["eu"]
                    b0["eu.clean<br/>run"]
                    b1(["of eu.clean<br/>in memory"])
                  end
                  b0 --> b1
                  b1 --> b2
                  b2 --> b3
                  classDef run stroke:#c2410c,stroke-width:3px
                  class b0,b2 run
                  classDef memory stroke-dasharray:4 3
                  class b1,b3 memory
                """);
    }

    @Test
    void hostileNames_areTextsOnly() {
        String text = Mermaid.text(Documents.chain(Documents.HOSTILE));
        assertThat(text.lines()
                        .filter(line -> line.contains("\""))
                        .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                        .map(label -> label.replace("<br/>", "")))
                .hasSize(2 * Documents.HOSTILE.size())
                .allMatch(label ->
                        label.matches("(?:[\\p{L}\\p{N} .\u2026-]|(?<=[\\p{L}\\p{N}])_(?=[\\p{L}\\p{N}])|#\\d+;)*"));
        assertThat(text.replaceAll("\"[^\"]*\"", "\"\""))
                .as("what is not a label")
                .matches(
                        "flowchart TD\n(?:  (?:b\\d+(?:\\[\"\"]|\\(\\[\"\"]\\))|b\\d+ --> b\\d+|classDef [^\n]*|class b[^\n]*)\n)*");
        assertThat(text).doesNotContain("n".repeat(60)).contains("n".repeat(59) + "\u2026");
    }

    @Test
    void graph_thatIsTooLarge_hasOneBoxForEachNamespace() {
        String text = Mermaid.text(inNamespaces(10, 100));
        assertThat(text).contains("b0[[\"a0<br/>100 nodes<br/>100 run\"]]").doesNotContain("more", "a0.n");
        assertThat(edges(text)).isZero();
    }

    @Test
    void graph_thatIsJustSmallEnough_isWhole() {
        GraphDocument document = inNamespaces(1, 250);
        assertThat(edges(Mermaid.text(document))).isEqualTo(499);
        assertThat(edges(Mermaid.text(inNamespaces(1, 251)))).isZero();
    }

    @Test
    void graph_thatIsTooLargeWithoutNamespaces_isCutAndSaysSo() {
        Documents documents = new Documents().node("n0", List.of(), List.of("d0"));
        for (int i = 1; i < 3000; i++) {
            documents.node("n" + i, List.of("d" + (i - 1), "d" + i / 2), List.of("d" + i));
        }
        String text = Mermaid.text(documents.build());
        int boxes = (int) text.lines().filter(line -> line.contains("<br/>")).count();
        assertThat(edges(text)).isBetween(400, Mermaid.MOST_EDGES);
        assertThat(text.length()).isLessThanOrEqualTo(Mermaid.MOST_CHARACTERS);
        assertThat(text).contains("more[[\"and " + (6000 - boxes) + " more\"]]");
    }

    @Test
    void namesThatAreLong_areCutToTheLongestText() {
        Documents documents = new Documents();
        for (int i = 0; i < 2000; i++) {
            documents.node(i + "_".repeat(100), List.of(), List.of());
        }
        String text = Mermaid.text(documents.build());
        assertThat(text.length()).isLessThanOrEqualTo(Mermaid.MOST_CHARACTERS);
        assertThat(text).contains(" more\"]]");
    }
}
