package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Names that need more than one line. */
@InChromium
final class LongNamesTest {
    private static final List<String> NAMES = List.of(
            "customer_lifetime_value_prediction_by_region_and_year",
            "evaluateCustomerLifetimeValuePredictionByRegion",
            "join-all-orders-of-the-region-with-their-customers",
            "readHTTPServerLogsOfAllRegionsAndMachines2024Again",
            "\u00E9valuer\u00C9tatDesCommandesDeToutesLesR\u00E9gionsDuPays",
            "__proto__with_a_very_long_name_that_has_many_words__",
            "averyveryverylongwordthatnoruleofanylanguagecanbreakatall");

    /** The lines of the name in an entry, as the browser breaks them. */
    private static final String LINES = """
            (name => {
              const lines = [];
              let last;
              for (const text of [...name.childNodes].filter(each => each.nodeType === Node.TEXT_NODE)) {
                for (let i = 0; i < text.length; i++) {
                  const range = document.createRange();
                  range.setStart(text, i);
                  range.setEnd(text, i + 1);
                  const {top} = range.getBoundingClientRect();
                  lines.push(top === last ? lines.pop() + text.data[i] : text.data[i]);
                  last = top;
                }
              }
              return lines;
            })(document.querySelector(SELECTOR))""";

    @TempDir
    Path directory;

    @Test
    void names_inTheOutline_breakBetweenWords(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.chain(NAMES))) {
            for (String name : NAMES) {
                String selector = Pages.entry(name) + " bdi";
                List<String> lines = Pages.texts(tab, LINES.replace("SELECTOR", Tab.quoted(selector)));
                assertThat(lines).as(name).hasSizeGreaterThan(1);
                assertThat(String.join("", lines)).isEqualTo(name);
                if (name.equals(NAMES.get(NAMES.size() - 1))) {
                    continue;
                }
                for (int i = 1; i < lines.size(); i++) {
                    String before = lines.get(i - 1);
                    assertThat(before.substring(before.length() - 1)
                                    + lines.get(i).charAt(0))
                            .as("%s, line %d", name, i)
                            .matches("(?U)[_.-].|[\\p{Ll}\\d]\\p{Lu}|\\p{Lu}\\p{Lu}");
                }
            }
        }
    }

    /** The base line of an entry, where its number stands, is that of the first line of the name. */
    @Test
    void names_inTheListOfThePath_beginBesideTheirNumbers(Browser browser) throws IOException {
        String measured = """
                (entry => {
                  const probe = document.createElement('span');
                  probe.style.display = 'inline-block';
                  entry.prepend(probe);
                  const base = probe.getBoundingClientRect().bottom;
                  const {top, height} = entry.querySelector('.link').getBoundingClientRect();
                  probe.remove();
                  return [base - top, height];
                })(document.querySelector('.path li'))""";
        try (Tab tab = Pages.open(browser, directory, Graphs.chain(NAMES), "#view=timeline")) {
            JsonNode base = tab.evaluate(measured);
            assertThat(base.get(1).asDouble()).as("two lines").isGreaterThan(30);
            assertThat(base.get(0).asDouble()).isBetween(10.0, 20.0);
        }
    }

    @Test
    void names_areWhole_forSearchCopyAndScreenReaders(Browser browser) throws IOException {
        try (Tab tab = Pages.open(browser, directory, Graphs.chain(NAMES))) {
            for (String name : NAMES) {
                String entry = "document.querySelector(" + Tab.quoted(Pages.entry(name)) + ")";
                tab.evaluate("getSelection().selectAllChildren(" + entry + ".querySelector('bdi'))");
                assertThat(tab.text("getSelection().toString()")).isEqualTo(name);
                assertThat(tab.text(entry + ".getAttribute('aria-label')")).startsWith(name + ",");
                assertThat(tab.evaluate("getSelection().removeAllRanges(); find(" + Tab.quoted(name) + ")")
                                .asBoolean())
                        .as("the search of the browser for %s", name)
                        .isTrue();
                find(tab, name);
                assertThat(Pages.entries(tab))
                        .contains(name)
                        .doesNotContain(NAMES.get((NAMES.indexOf(name) + 1) % NAMES.size()));
                find(tab, "");
            }
        }
    }

    private static void find(Tab tab, String text) {
        tab.evaluate("document.getElementById('search').value = " + Tab.quoted(text)
                + "; document.getElementById('search').dispatchEvent(new Event('input'))");
    }
}
