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

    /**
     * A violation is told by its rule, its impact, the element and what is wrong with it. An element may have a longer
     * name than it shows if what it shows ends with an ellipsis. The rule about this does not know ellipses.
     */
    private static final String VIOLATIONS = """
            axe.run(document, {
              runOnly: RULES,
              resultTypes: ['violations'],
              iframes: false,
              elementRef: true,
            }).then(({violations}) => violations.flatMap(rule => rule.nodes
              .filter(({element}) => rule.id !== 'label-content-name-mismatch'
                || ![...element.querySelectorAll('text')].some(text => text.textContent.endsWith('…')))
              .map(node => [rule.id, rule.impact, node.html.slice(0, 200), node.failureSummary].join(' | '))))""";

    private static final String ALL =
            "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental']";

    /** The rules about colours. All others judge elements, which are the same in each theme. */
    private static final String COLOURS = "{type: 'rule', values: ['color-contrast', 'link-in-text-block']}";

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
        return violations(tab, ALL);
    }

    /** Returns the violations that depend on the theme. */
    static List<String> faintTexts(Tab tab) {
        return violations(tab, COLOURS);
    }

    private static List<String> violations(Tab tab, String rules) {
        if (!tab.evaluate("typeof axe === 'object'").asBoolean()) {
            tab.evaluate(SCRIPT + ";0");
        }
        return Pages.texts(tab, VIOLATIONS.replace("RULES", rules));
    }
}
