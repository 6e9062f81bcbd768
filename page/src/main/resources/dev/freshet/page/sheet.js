// The views other than the graph and the timeline: runs, lineage, previews.

import {byId, refill} from './dom.js';
import {drawLineage} from './lineage.js';
import {drawPreview} from './preview.js';
import {drawRuns} from './runs.js';

const LABELS = {runs: 'Runs', lineage: 'Lineage', preview: 'Preview'};

/** Shows the sheet of the view, if it has one. `does` has `select(id)`, `pair(before, after)`, `lineage(id)`, `preview(id)`. */
function showSheet(model, now, before, does) {
  const sheet = byId('sheet');
  sheet.hidden = !now.sheet;
  byId('runs-button').setAttribute('aria-pressed', String(now.sheet === 'runs'));
  const isSame = before && now.sheet === before.sheet && now.pair === before.pair && now.of === before.of;
  if (!now.sheet || isSame) {
    return;
  }
  sheet.setAttribute('aria-label', LABELS[now.sheet]);
  const draw = {
    runs: area => drawRuns(area, model, now.pair, does),
    lineage: area => drawLineage(area, model, now.of, does),
    preview: area => drawPreview(area, model, now.of, does),
  };
  refill(sheet, draw[now.sheet]);
}

/**
 * Holds the sheets of a view. `does` has `select(id)`, `current()`, which returns the current item, and `focus()`,
 * which moves the focus to the content of the sheet.
 */
export function sheetsOf(model, view, does) {
  const open = (sheet, changes) => {
    view.set({...changes, sheet, timeline: false, ask: undefined});
    does.focus();
  };
  const openLineage = id => open('lineage', {of: id || undefined});
  const openPreview = id => open('preview', {of: id});
  const runs = () => open(view.get().sheet === 'runs' ? undefined : 'runs', {selected: undefined});
  const lineage = () => view.get().sheet === 'lineage' ? open(undefined) : openLineage(does.current()?.id);
  const pair = (before, after) => view.set({pair: before + ',' + after});
  const show = (now, before) => showSheet(model, now, before, {
    select: does.select, pair, lineage: openLineage, preview: openPreview,
  });
  return {open, openLineage, openPreview, runs, lineage, show};
}
