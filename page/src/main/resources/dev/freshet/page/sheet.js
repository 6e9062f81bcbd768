// What is shown in place of the graph, beside the timeline: runs, lineage, previews.

import {byId, refill} from './dom.js';
import {drawLineage} from './lineage.js';
import {drawPreview} from './preview.js';
import {drawRuns} from './runs.js';

const LABELS = {runs: 'Runs', lineage: 'Lineage', preview: 'Preview'};

/** Shows the sheet of the view, if it has one. `does` has `select(id)`, `pair(before, after)`, `lineage(id)`, `preview(id)`. */
export function showSheet(model, now, before, does) {
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
