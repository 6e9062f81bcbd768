package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Looks at what a tab shows as those do who cannot see it well, or not at all. */
final class Accessibility {
    private static final Set<String> NAMED = Set.of(
            "button",
            "link",
            "combobox",
            "searchbox",
            "textbox",
            "img",
            "image",
            "region",
            "treeitem",
            "tree",
            "table",
            "navigation",
            "main",
            "complementary",
            "dialog",
            "toolbar",
            "Iframe");

    /** Texts whose contrast with their ground is less than 4.5, by the formula of WCAG. */
    private static final String FAINT = """
            (() => {
              const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              const rgba = colour => {
                pen.clearRect(0, 0, 1, 1);
                pen.fillStyle = colour;
                pen.fillRect(0, 0, 1, 1);
                return [...pen.getImageData(0, 0, 1, 1).data];
              };
              const luminance = colour => rgba(colour).slice(0, 3).map(part => part / 255)
                .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [.2126, .7152, .0722][i], 0);
              const groundOf = element => {
                for (let each = element; each; each = each.parentElement) {
                  const colour = getComputedStyle(each).backgroundColor;
                  if (rgba(colour)[3] > 250) {
                    return colour;
                  }
                }
                return getComputedStyle(document.body).backgroundColor;
              };
              const faint = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = walker.nextNode(); text; text = walker.nextNode()) {
                const element = text.parentElement;
                if (!text.data.trim() || element.closest('script, style, title, option, noscript') || !element.getClientRects().length) {
                  continue;
                }
                const style = getComputedStyle(element);
                const box = element instanceof SVGElement ? element.closest('g')?.querySelector('rect') : undefined;
                const front = element instanceof SVGElement ? style.fill : style.color;
                const back = box ? getComputedStyle(box).fill : groundOf(element);
                const [a, b] = [luminance(front), luminance(back)];
                const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                if (contrast < 4.5) {
                  faint.push(text.data + ': ' + contrast.toFixed(2));
                }
              }
              return faint;
            })()""";

    /** Ids that occur twice, references to ids that do not occur, cells without heads, what scrolls without the keyboard. */
    private static final String BROKEN = """
            (() => {
              const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
              const twice = ids.filter((id, i) => ids.indexOf(id) < i).map(id => 'id ' + id);
              const references = [...document.querySelectorAll('[aria-controls], [aria-labelledby], [aria-describedby]')]
                .flatMap(each => ['aria-controls', 'aria-labelledby', 'aria-describedby'].map(name => each.getAttribute(name)))
                .filter(id => id && !ids.includes(id)).map(id => 'reference ' + id);
              const heads = [...document.querySelectorAll('table')].filter(table => !table.querySelector('thead th[scope=col]'))
                .map(() => 'table without heads');
              const scrolled = [...document.querySelectorAll('.scroll')]
                .filter(each => each.tabIndex < 0).map(each => 'scrolls without keyboard: ' + each.className);
              const images = [...document.querySelectorAll('img')].filter(each => !each.alt).map(() => 'img without alt');
              return [...twice, ...references, ...heads, ...scrolled, ...images];
            })()""";

    private Accessibility() {}

    /**
     * Fails if axe-core finds something, if a text is too faint, if something that can be used has no name, or if
     * references lead nowhere.
     */
    static void check(Tab tab, String view) {
        assertThat(Axe.violations(tab)).as(view).isEmpty();
        assertThat(Pages.texts(tab, FAINT)).as(view).isEmpty();
        assertThat(Pages.texts(tab, BROKEN)).as(view).isEmpty();
        assertThat(nameless(tab)).as(view).isEmpty();
    }

    private static List<String> nameless(Tab tab) {
        tab.call("Accessibility.enable", Map.of());
        List<String> nameless = new ArrayList<>();
        for (JsonNode node : tab.call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
            String role = node.at("/role/value").asString("");
            if (NAMED.contains(role) && node.at("/name/value").asString("").isBlank()) {
                nameless.add(role + " " + node.at("/backendDOMNodeId"));
            }
        }
        return nameless;
    }
}
