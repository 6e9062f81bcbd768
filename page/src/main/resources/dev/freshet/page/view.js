// What the reader has chosen to see. It is part of the address, so that a link opens the same view.

import {boxOf, pictureOf} from './picture.js';
import {around, STATES} from './model.js';

/** With more boxes than this, namespaces are collapsed at first. */
const MOST_OPEN = 150;
/** Then those within others are shown as long as there are no more boxes than this. */
const MOST_AT_FIRST = 60;

/** The largest zoom of the timeline; a timeline that fits into the window has the zoom 1. */
export const MOST_ZOOM = 64;

/** The views other than the graph and the timeline. */
const SHEETS = ['runs', 'lineage', 'preview'];

function depthOf(namespace) {
  return around(namespace.name).length;
}

/** The namespaces of a level, and those above it with no others within them. */
function levelOf(model, level) {
  const outer = new Set(model.namespaces.map(each => each.namespace));
  return new Set(model.namespaces
    .filter(each => depthOf(each) === level || (depthOf(each) < level && !outer.has(each.name)))
    .map(each => each.name));
}

/** Closes the innermost level that still gives a picture that is understood at once. */
function closedAtFirst(model, view) {
  const deepest = Math.max(0, ...model.namespaces.map(depthOf));
  let closed = levelOf(model, 1);
  for (let level = 2; level <= deepest; level++) {
    const next = levelOf(model, level);
    if (pictureOf(model, {...view, closed: next}).boxes.length > MOST_AT_FIRST) {
      return closed;
    }
    closed = next;
  }
  return closed;
}

function initial(model) {
  const view = {selected: undefined, slice: undefined, state: undefined, ask: undefined, timeline: false, zoom: 1, from: 0, row: 0, sheet: undefined, pair: undefined, of: undefined, datasets: true, parameters: false};
  view.closed = new Set();
  view.unfolded = new Set();
  if (model.nodes.length + model.datasets.length > MOST_OPEN && pictureOf(model, view).boxes.length > MOST_OPEN) {
    view.closed = closedAtFirst(model, view);
  }
  return view;
}

/** Returns the number that a text stands for, or the nearest one that is possible. */
function within(least, most, text) {
  return Math.min(most, Math.max(least, Number(text) || least));
}

function read(model, start, address) {
  const given = new URLSearchParams(address.replace(/^#/, ''));
  const view = {...start};
  const known = id => id !== null && model.items.has(id) ? id : undefined;
  view.selected = known(given.get('select'));
  const sliced = known(given.get('slice'));
  const way = given.get('way');
  view.slice = sliced && (way === 'up' || way === 'down') ? {of: sliced, way} : undefined;
  view.state = STATES.find(state => state === given.get('state'));
  view.ask = given.get('ask') ?? undefined;
  view.timeline = given.get('view') === 'timeline';
  view.zoom = within(1, MOST_ZOOM, given.get('zoom'));
  view.from = within(0, 1, given.get('from'));
  view.row = Math.trunc(within(0, 1e6, given.get('row')));
  view.sheet = SHEETS.find(sheet => sheet === given.get('view'));
  view.pair = given.get('runs') ?? undefined;
  view.of = known(given.get('of'));
  view.datasets = given.get('datasets') !== 'no';
  view.parameters = given.get('parameters') === 'yes';
  view.unfolded = new Set(given.getAll('unfolded').filter(id => model.items.has(id)));
  if (given.has('closed')) {
    view.closed = new Set(given.getAll('closed').filter(name => model.items.has('g:' + name)));
  }
  return view;
}

function written(start, view) {
  const address = new URLSearchParams();
  const put = (name, value) => value && address.append(name, value);
  put('select', view.selected);
  put('slice', view.slice?.of);
  put('way', view.slice?.way);
  put('state', view.state);
  if (view.ask !== undefined) {
    address.append('ask', view.ask);
  }
  put('view', view.timeline ? 'timeline' : view.sheet);
  if (view.timeline) {
    put('zoom', view.zoom > 1 && view.zoom);
    put('from', view.from);
    put('row', view.row);
  }
  put('runs', view.sheet === 'runs' && view.pair);
  put('of', view.sheet && view.sheet !== 'runs' && view.of);
  put('datasets', view.datasets ? '' : 'no');
  put('parameters', view.parameters ? 'yes' : '');
  view.unfolded.forEach(id => address.append('unfolded', id));
  const closed = [...view.closed];
  if (closed.length !== start.closed.size || !closed.every(name => start.closed.has(name))) {
    (closed.length ? closed : ['']).forEach(name => address.append('closed', name));
  }
  return '#' + address;
}

/** Holds the view; `changed` is called with the new and the previous view whenever it changes. */
export function viewOf(model, changed) {
  const start = initial(model);
  let view = read(model, start, location.hash);
  const show = next => {
    const before = view;
    view = next;
    changed(view, before);
  };
  const set = changes => {
    const next = {...view, ...changes};
    const address = written(start, next);
    if (address !== written(start, view)) {
      history[next.selected === view.selected && next.ask === view.ask && next.timeline === view.timeline && next.sheet === view.sheet ? 'replaceState' : 'pushState'](null, '', address);
    }
    show(next);
  };
  /** Takes what is shown already into the view and into the address. */
  const note = changes => {
    const before = written(start, view);
    view = {...view, ...changes};
    const address = written(start, view);
    if (address !== before) {
      history.replaceState(null, '', address);
    }
  };
  addEventListener('popstate', () => show(read(model, start, location.hash)));
  const open = (namespaces, isOpen) => {
    const closed = new Set(view.closed);
    namespaces.forEach(name => isOpen ? closed.delete(name) : closed.add(name));
    set({closed});
  };
  return {
    get: () => view,
    set,
    note,
    open,
    /** Selects an item, and expands the namespaces that hide it. */
    select(id) {
      const item = model.items.get(id);
      const closed = new Set(view.closed);
      if (item && boxOf(model, view, item) !== item) {
        around(item.namespace).forEach(name => closed.delete(name));
      }
      set({selected: id, ask: undefined, closed});
    },
    /** Shows the boxes of a fold, by the id of its first one. */
    unfold: id => set({unfolded: new Set([...view.unfolded, id])}),
    /** Folds all similar boxes again. */
    foldAll: () => set({unfolded: new Set()}),
    openAll: () => open(model.namespaces.map(each => each.name), true),
    closeAll: () => open(model.namespaces.filter(each => !each.namespace).map(each => each.name), false),
  };
}
