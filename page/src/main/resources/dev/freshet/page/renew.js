// Updates the nodes of a watched run without moving anything on the page.

import {repaint} from './draw.js';
import {boxOf, renew} from './picture.js';

/** `parts` returns the parts of the page, which exist when the first message arrives. */
export function renewing(model, parts) {
  return {
    changed(items) {
      const {view, boxes, outline, mark, showPanel, showStates} = parts();
      const now = view.get();
      const folds = boxes.all().filter(box => box.item.isFold && box.members.some(item => items.has(item)));
      const changed = new Set([...items].map(item => boxes.of(boxOf(model, now, item))).filter(Boolean).concat(folds));
      for (const box of changed) {
        renew(box);
        repaint(box);
      }
      outline.renew(items);
      showStates(now);
      if (now.state) {
        mark();
      }
      if (!now.selected && now.ask === undefined && !now.timeline) {
        showPanel(now);
      }
    },
    timeline: () => parts().view.get().timeline,
    times() {
      const {view, zoomed, showPanel} = parts();
      const now = view.get();
      if (now.timeline) {
        zoomed.renew();
        if (!now.selected && now.ask === undefined) {
          showPanel(now);
        }
      }
    },
  };
}
