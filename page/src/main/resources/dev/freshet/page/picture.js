// The picture of the model in a view: boxes, and edges between them.

import {folded} from './fold.js';
import {around, counted, membersOf, reached, statesOf} from './model.js';

/** Returns the outermost collapsed namespace around an item, or the item itself. */
export function boxOf(model, view, item) {
  const closed = around(item.namespace).find(name => view.closed.has(name));
  return closed === undefined ? item : model.items.get('g:' + closed);
}

/** Returns the items of a selected part; nothing if all are shown. */
export function sliced(model, view) {
  const item = view.slice && model.items.get(view.slice.of);
  return item ? reached(membersOf(item), view.slice.way) : undefined;
}

const TOLD = new Set(['run', 'maybe', 'failed', 'running', 'saving', 'retrying', 'other run', 'waiting']);

function groupLine(nodes) {
  const due = statesOf(nodes).filter(each => TOLD.has(each.state));
  return [counted(nodes.length, 'node'), ...due.map(each => each.count + ' ' + each.state)].join(' · ');
}

function box(item, isShown) {
  if (item.kind !== 'namespace') {
    return {item, state: item.state, members: [item]};
  }
  const nodes = item.nodes.filter(isShown);
  return {item, ...groupState(nodes), members: nodes};
}

function groupState(nodes) {
  return {state: statesOf(nodes)[0]?.state, line: groupLine(nodes)};
}

/** Gives a box the current state of its item or of its members. */
export function renew(box) {
  Object.assign(box, box.item.kind === 'namespace' || box.item.isFold ? groupState(box.members) : {state: box.item.state});
}

/** Returns the start and the end of a dataset's edges. */
function endsOf(model, view, item, isShown) {
  const boxes = all => [...new Set(all.filter(isShown).map(each => boxOf(model, view, each)))];
  return {makers: boxes(item.up), readers: boxes(item.down)};
}

/** Returns whether a dataset has its own box. It has none inside a collapsed namespace or between two of them. */
function isBox(view, item, ends) {
  if (item.kind === 'parameter' ? !view.parameters : !view.datasets) {
    return false;
  }
  const all = new Set([...ends.makers, ...ends.readers]);
  const isClosed = [...all].every(each => each.kind === 'namespace');
  return !isClosed || (ends.makers.length === 0 && all.size > 1);
}

/** The fold of each item in the last picture, by item. */
let folds = new Map();

/** Returns the id of the first item of the fold that hides an item; nothing if none does. */
export function foldedIn(id) {
  return folds.get(id);
}

/** Returns the picture of a view, with similar boxes folded. */
export function pictureOf(model, view) {
  const done = folded(openPictureOf(model, view), view.unfolded, groupState);
  folds = done.folds;
  return done.picture;
}

function openPictureOf(model, view) {
  const kept = sliced(model, view);
  const isShown = item => !kept || kept.has(item);
  const boxes = new Map();
  const edges = new Map();
  const add = item => {
    if (!boxes.has(item)) {
      boxes.set(item, {...box(item, isShown), number: boxes.size, isLive: Boolean(model.watched)});
    }
    return boxes.get(item);
  };
  const connect = (from, to, isOrder) => {
    const key = from.number + ':' + to.number;
    if (from !== to && !(edges.has(key) && isOrder)) {
      edges.set(key, {from: from.number, to: to.number, isOrder});
    }
  };
  model.nodes.filter(isShown).forEach(node => add(boxOf(model, view, node)));
  for (const dataset of model.datasets.filter(isShown)) {
    const ends = endsOf(model, view, dataset, isShown);
    if (isBox(view, dataset, ends)) {
      const own = add(dataset);
      ends.makers.forEach(maker => connect(add(maker), own, false));
      ends.readers.forEach(reader => connect(own, add(reader), false));
    } else {
      ends.makers.forEach(maker => ends.readers.forEach(reader => connect(add(maker), add(reader), false)));
    }
  }
  for (const node of model.nodes.filter(isShown)) {
    node.up.filter(earlier => earlier.kind === 'node' && isShown(earlier)).forEach(earlier =>
      connect(add(boxOf(model, view, earlier)), add(boxOf(model, view, node)), true));
  }
  return {boxes: [...boxes.values()], edges: [...edges.values()]};
}
