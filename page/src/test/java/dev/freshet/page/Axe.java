package dev.freshet.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules of axe-core, which other people keep: those of WCAG 2.2 up to level AA, good practice and experiments. */
final class Axe {
    private static final String SCRIPT = script();

    /** A violation is told by its rule, its impact, the element and what is wrong with it. */
    private static final String VIOLATIONS = """
            axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'],
              resultTypes: ['violations'],
              iframes: false,
            }).then(({violations}) => violations.flatMap(rule => rule.nodes.map(node =>
              [rule.id, rule.impact, node.html.slice(0, 200), node.failureSummary].join(' | '))))""";

    private Axe() {}

    private static String script() {
        try (InputStream script =
                Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe-core is not on the path")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> violations(Tab tab) {
        if (!tab.evaluate("typeof axe === 'object'").asBoolean()) {
            tab.evaluate(SCRIPT + ";0");
        }
        return Pages.texts(tab, VIOLATIONS);
    }
}
