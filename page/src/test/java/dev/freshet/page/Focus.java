package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether a reader who uses keys alone sees where the focus is: it is on an element that is seen, whose ring is at least
 * 2 pixels wide, stands out from what is around it with a contrast of 3:1, and is not cut off. Of an area that hardly fits, one end may be out
 * of sight.
 */
final class Focus {
    private static final String MEASURE = """
            (async () => {
              await new Promise(done => requestAnimationFrame(done));
              const rgb = colour => (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
              const light = colour => rgb(colour).slice(0, 3).map(each => each / 255)
                .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
                .reduce((sum, each, i) => sum + each * [0.2126, 0.7152, 0.0722][i], 0);
              const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
              const isFilled = colour => colour.startsWith('rgb') && (rgb(colour)[3] ?? 1) === 1;
              const ground = element => {
                for (let each = element; each; each = each.parentElement) {
                  const colour = getComputedStyle(each).backgroundColor;
                  if (isFilled(colour)) {
                    return colour;
                  }
                }
                return 'rgb(255, 255, 255)';
              };
              const one = document.activeElement;
              if (!one || one === document.body || one === document.documentElement) {
                return ['lost'];
              }
              const problems = [];
              if (!one.matches(':focus-visible')) {
                problems.push('no ring');
              }
              const shape = one instanceof SVGElement ? one.querySelector('rect') : undefined;
              const style = getComputedStyle(shape ?? one);
              const scale = shape && style.vectorEffect !== 'non-scaling-stroke' ? shape.getScreenCTM().a : 1;
              const width = shape ? parseFloat(style.strokeWidth) * scale
                : style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
              const offset = shape ? -width / 2 : parseFloat(style.outlineOffset);
              const colour = shape ? style.stroke : style.outlineColor;
              if (width < 2) {
                problems.push('a ring of ' + width.toFixed(1) + ' px');
              }
              const around = ground(offset < 0 && !shape ? one : one.parentElement);
              if (contrast(colour, around) < 3) {
                problems.push(colour + ' on ' + around);
              }
              const box = (shape ?? one).getBoundingClientRect();
              const grow = offset + width;
              const ring = {left: box.left - grow, top: box.top - grow, right: box.right + grow, bottom: box.bottom + grow};
              const limits = [{name: 'window', left: 0, top: 0, right: innerWidth, bottom: innerHeight}];
              const isModal = one.closest('dialog');
              for (let each = one.parentElement; each && !isModal; each = each.parentElement) {
                if (each !== document.documentElement && getComputedStyle(each).overflowX !== 'visible') {
                  const {left, top, right, bottom} = each.getBoundingClientRect();
                  limits.push({name: each.id || each.className || each.tagName, left, top, right, bottom});
                }
              }
              for (const limit of limits) {
                const near = 0.6;
                const out = [
                  ring.left < limit.left - near && 'left', ring.right > limit.right + near && 'right',
                  ring.top < limit.top - near && 'top', ring.bottom > limit.bottom + near && 'bottom',
                ].filter(Boolean);
                const isTall = ring.bottom - ring.top > (limit.bottom - limit.top) / 2;
                if (isTall && out.length === 1 && (out[0] === 'top' || out[0] === 'bottom')) {
                  out.pop();
                }
                if (out.length) {
                  problems.push('cut off by ' + limit.name + ' at the ' + out.join(', '));
                }
              }
              const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              if (over && !(one.ownerSVGElement ?? one).contains(over) && !over.contains(one)) {
                problems.push('covered by ' + (over.id || over.className || over.tagName));
              }
              return problems;
            })()""";

    private static final String NAME = "(() => { const one = document.activeElement;"
            + " return one.getAttribute('aria-label') ?? (one.matches('#detail') ? 'Details'"
            + " : one.textContent.trim().slice(0, 60)); })()";

    private final Tab tab;
    private final Set<String> problems = new LinkedHashSet<>();

    Focus(Tab tab) {
        this.tab = tab;
    }

    /** Presses keys one after the other; after each, the focus can be seen. */
    void press(String... keys) {
        for (String key : keys) {
            String before = name();
            tab.press(key);
            for (String problem : Pages.texts(tab, MEASURE)) {
                problems.add("after " + key + " on " + before + ", the focus on " + name() + ": " + problem);
            }
        }
    }

    /** Fails if the focus was not seen after a key. */
    void requireSeen() {
        assertThat(problems).isEmpty();
    }

    /** Returns the name of what has the focus. */
    String name() {
        return tab.text(NAME);
    }

    /** Presses a key until what has the focus has a name that begins so. */
    void to(String name, String key) {
        for (int i = 0; i < 25; i++) {
            press(key);
            if (name().startsWith(name)) {
                return;
            }
        }
        throw new AssertionError(key + " does not lead to " + name + " but to " + name());
    }

    /** Types a text into the field that has the focus. */
    void type(String text) {
        press(text.split(""));
    }
}
