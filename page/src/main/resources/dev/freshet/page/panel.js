// What the panel on the right shows: an item, what would run, the timeline, or an overview.

import {showDetail, showOverview} from './detail.js';
import {showTimes} from './timeline.js';
import {showWatched} from './watched.js';
import {showChoice, showImpact} from './whatif.js';

export function fillPanel(panel, {model, view, item, subject, subjects, effects, live}, does) {
  if (subject) {
    showImpact(panel, model, subject, effects, does);
  } else if (view.ask !== undefined) {
    showChoice(panel, subjects, does);
  } else if (item) {
    showDetail(panel, model, item, view, does);
    if (item.kind === 'node') {
      live?.showNode(panel, item);
    }
  } else if (view.timeline && model.times) {
    showTimes(panel, model, does);
  } else if (live) {
    showWatched(panel, model, {select: does.select});
  } else {
    showOverview(panel, model, {select: does.select});
  }
}
