package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The list of statements of the pages with the tests that hold them. A statement that is written anew, and a test that is
 * renamed, fail here: whoever changes one looks at the other.
 */
final class StatementsTest {
    private static final String LIST = "/statements.txt";
    private static final String INDENT = "    ";

    /** What a page says, and the tests of it, such as {@code TeeTest.saves_areBounded}. */
    private record Statement(String page, String text, List<String> tests) {}

    private static List<Statement> statements() throws IOException {
        List<Statement> all = new ArrayList<>();
        String page = "";
        try (InputStream list = Objects.requireNonNull(StatementsTest.class.getResourceAsStream(LIST))) {
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("docs/")) {
                    page = line;
                } else if (line.startsWith(INDENT)) {
                    all.get(all.size() - 1).tests().add(line.strip());
                } else if (!line.isBlank()) {
                    all.add(new Statement(page, line, new ArrayList<>()));
                }
            }
        }
        return all;
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void statements_areOnTheirPages() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Statement statement : statements()) {
            String page = inOneLine(Files.readString(Page.ROOT.resolve(statement.page())));
            if (!page.contains(statement.text())) {
                missing.add(statement.page() + ": " + statement.text());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void statements_haveTests() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        for (Statement statement : statements()) {
            assertThat(statement.tests()).as(statement.text()).isNotEmpty();
            for (String test : statement.tests()) {
                String[] words = test.split("\\.");
                if (!sources.getOrDefault(words[0], "").contains(" void " + words[1] + "(")) {
                    missing.add(test);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void pages_haveManyStatements() throws IOException {
        Map<String, Integer> count = new HashMap<>();
        statements().forEach(statement -> count.merge(statement.page(), 1, Integer::sum));
        assertThat(count)
                .containsOnlyKeys(
                        "docs/configuration.md",
                        "docs/dataset-types.md",
                        "docs/running.md",
                        "docs/data.md",
                        "docs/command-line.md");
        assertThat(count.remove("docs/command-line.md")).isGreaterThan(2);
        assertThat(count.remove("docs/dataset-types.md")).isGreaterThan(15);
        assertThat(count.values()).allSatisfy(each -> assertThat(each).isGreaterThan(20));
    }

    /** The sources of all classes of tests and contracts, by their simple names; those of one name together. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.find(
                Page.ROOT,
                20,
                (path, attributes) -> path.toString().matches(".*/src/(test|contract)/java/.*\\.java"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }
}
