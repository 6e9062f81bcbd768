// The timeline of the last run: its critical path, and lanes of nodes, partitions, loads, saves and waits.

import {fitting} from './draw.js';
import {html, named, prose, svg, visible} from './dom.js';
import {counted} from './model.js';
import {duration} from './words.js';

export const LEFT = 92;
export const RIGHT = 12;
/** The padding of the area around the drawing. */
export const PADDING = 8;
const TOP = 26;
export const ROW = 28;
const BAR = 22;
/** The smallest width of a bar that can be seen and clicked. */
const LEAST = 3;
/** Narrower bars have no border. */
const NARROW = 6;
const FONT = '11px system-ui, sans-serif';
/** Narrower bars have no name. */
const NAMED = 34;
const WORDS = {
  call: 'ran', partitions: 'made partitions', load: 'load', save: 'save', pause: 'pause before the next attempt', 'other run': 'another run worked on it', wait: 'wait',
};

/** What stands where a bar is told in words, before the reader points at one. */
const HINT = 'Point at a bar, or move with the arrow keys, to read its times.';

/** The smallest distance of the ticks of a scale, so that their times can be read. */
const BETWEEN_TICKS = 80;

/** Shorter waits are not in the list, but counted below it. */
const SHORT_WAIT = 1e6;

/** The largest number of segments in the list. */
const MOST_SEGMENTS = 200;

function span(nanos) {
  return nanos < 1e6 ? (nanos / 1e6).toFixed(2) + ' ms' : duration(Math.round(nanos / 1e6));
}

function rowsOf(times) {
  return [{name: 'critical path', entries: times.path}, ...times.lanes.map(lane => ({name: lane.group, entries: lane.activities}))];
}

function nameOf(entry) {
  return entry.dataset ?? entry.node ?? WORDS[entry.kind];
}

function spokenOf(entry) {
  const waited = entry.kind === 'call' && entry.start > entry.ready ? 'could have started ' + span(entry.start - entry.ready) + ' earlier' : '';
  return [nameOf(entry), entry.node && WORDS[entry.kind], entry.dataset ? 'for ' + entry.node : '', span(entry.end - entry.start),
    'from ' + span(entry.start), entry.tried > 1 ? 'attempt ' + entry.tried : '', waited, entry.why ? 'for ' + entry.why : '']
    .filter(Boolean).map(visible).join(', ');
}

/** Returns a function that tells whether a part of an activity is on the critical path. */
function criticalOf(times) {
  const byNode = new Map();
  times.path.forEach(segment => byNode.set(segment.node, [...byNode.get(segment.node) ?? [], segment]));
  return entry => (byNode.get(entry.node) ?? []).some(segment => segment.kind === entry.kind
    && segment.dataset === entry.dataset && segment.start < entry.end && segment.end > entry.start);
}

/** Returns round times for the ticks of a scale: as many as there is room for, six at most in each width of the window. */
function ticks(total, room, zoom) {
  const rough = total / Math.max(1, Math.min(6 * zoom, Math.floor(room / BETWEEN_TICKS)));
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough);
  return Array.from({length: Math.floor(total / step) + 1}, (_, i) => i * step);
}

/** The label of a tick that is near the right end stands to its left, so that it is not cut. */
function scale(total, width, zoom, xOf, height) {
  return ticks(total, width - LEFT, zoom).flatMap(time => {
    const isNearEnd = xOf(time) + BETWEEN_TICKS / 2 > width;
    return [
      svg('line', {class: 'tick', x1: xOf(time), x2: xOf(time), y1: TOP - 6, y2: height}),
      svg('text', {'class': 'tick-label', 'x': xOf(time) + (isNearEnd ? -3 : 3), 'y': TOP - 10, 'text-anchor': isNearEnd ? 'end' : 'start'},
        time ? span(time).replace(/\.0+ /, ' ') : '0'),
    ];
  });
}

/** Returns a bar, which has no place yet. */
function bar(entry, row, isCritical, y) {
  const rect = svg('rect', {y, height: BAR, rx: 3});
  const element = svg('g', {
    'class': 'bar ' + entry.kind.replace(' ', '-') + (isCritical(entry) ? ' critical' : ''),
    'role': 'button', 'tabindex': '-1', 'aria-label': spokenOf(entry), 'data-node': entry.node,
    'data-bar': [row.name, entry.kind, entry.dataset, entry.node, entry.tried].join('\n'), 'data-start': entry.start,
  }, rect);
  return {entry, element, rect, y, text: undefined, isNarrow: false};
}

/** Gives a bar its place and, if there is room for its name, an element for it. */
function place(bar, xOf) {
  const {entry, element, rect, y, text} = bar;
  const [x, width] = [xOf(entry.start), Math.max(LEAST, xOf(entry.end) - xOf(entry.start))];
  rect.setAttribute('x', x);
  rect.setAttribute('width', width);
  // Of thousands of bars, few change their class.
  if (bar.isNarrow !== width < NARROW) {
    element.classList.toggle('narrow', width < NARROW);
  }
  Object.assign(bar, {x, width, isNarrow: width < NARROW, hidden: undefined});
  if (width > NAMED && !text) {
    bar.text = svg('text', {y: y + 15});
    element.append(bar.text);
  } else if (width <= NAMED && text) {
    text.remove();
    bar.text = undefined;
  }
}

/**
 * Writes the names of bars where they can be seen: a bar that begins to the left of the window has its name in the rest
 * of it, if there is room.
 */
function name(bars, left) {
  for (const each of bars) {
    const hidden = each.x < left && each.x + each.width > left ? left - each.x : 0;
    if (each.hidden !== hidden) {
      each.hidden = hidden;
      each.text.setAttribute('x', each.x + hidden + 4);
      each.text.textContent = each.width - hidden > NAMED ? fitting(visible(nameOf(each.entry)), FONT, each.width - hidden - 8) : '';
    }
  }
}

/**
 * Moves the focus from bar to bar with the arrow keys: in time within a row, and to the nearest bar in the next row.
 */
function next(grid, row, i, key) {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return grid[row][i + (key === 'ArrowRight' ? 1 : -1)];
  }
  const other = grid[row + (key === 'ArrowDown' ? 1 : -1)];
  const middle = each => (each.entry.start + each.entry.end) / 2;
  return other?.reduce((best, each) =>
    Math.abs(middle(each) - middle(grid[row][i])) < Math.abs(middle(best) - middle(grid[row][i])) ? each : best);
}

/** `told` says in words which bar has the pointer or the focus: names on bars are cut, and short bars have none. */
function listen(drawing, grid, told, does) {
  const all = grid.flatMap((row, r) => row.map((each, i) => ({...each, r, i})));
  const at = target => all.find(each => each.element === target.closest('.bar'));
  const focus = each => {
    all.forEach(other => other.element.setAttribute('tabindex', other.element === each.element ? '0' : '-1'));
    each.element.focus();
  };
  all[0]?.element.setAttribute('tabindex', '0');
  for (const sign of ['pointerover', 'focusin']) {
    drawing.addEventListener(sign, event => {
      const bar = at(event.target);
      told.textContent = bar ? spokenOf(bar.entry) : told.textContent;
    });
  }
  drawing.addEventListener('click', event => {
    const bar = at(event.target);
    if (bar?.entry.node) {
      does.select('n:' + bar.entry.node);
    }
  });
  drawing.addEventListener('keydown', event => {
    const bar = at(event.target);
    if (bar && event.key.startsWith('Arrow')) {
      event.preventDefault();
      const to = next(grid, bar.r, bar.i, event.key);
      if (to) {
        focus(to);
      }
    } else if (bar && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      if (bar.entry.node) {
        does.select('n:' + bar.entry.node);
      }
    }
  });
}

/** The names of the rows. */
function namesOf(rows, height) {
  return svg('g', {class: 'row-names'}, svg('rect', {x: -PADDING, y: 0, width: LEFT + 4, height}),
    ...rows.map((row, r) => row.name === rows[r - 1]?.name ? null : svg('text', {class: 'row-name', x: 4, y: TOP + r * ROW + 15}, row.name)));
}

/**
 * Draws the timeline into an element. Returns functions that set its width, as a multiple of that of the element, and
 * that move the names to where the element is scrolled to.
 */
export function drawTimeline(area, times, does) {
  const rows = rowsOf(times);
  const height = TOP + rows.length * ROW + 8;
  const isCritical = criticalOf(times);
  const grid = rows.map((row, r) => row.entries.map(entry => bar(entry, row, isCritical, TOP + r * ROW)));
  const bars = grid.flat();
  const [names, ticks] = [namesOf(rows, height), svg('g')];
  const drawing = svg('svg', {height, 'role': 'group', 'aria-label': 'Timeline'}, ticks, ...bars.map(each => each.element), names);
  // A listener of the drawing itself would make it a stop of the key Tab.
  const around = html('div', {}, drawing);
  const told = html('p', {'class': 'told', 'aria-hidden': 'true'}, HINT);
  area.replaceChildren(html('p', {class: 'run-name'}, 'Run ' + times.run.slice(0, 8) + ', ' + times.outcome + ', ',
    html('time', {datetime: times.start}, new Date(times.start).toLocaleString()), ', took ' + span(times.nanoseconds)), told, around);
  listen(around, grid.filter(row => row.length), told, does);
  let named = [];
  return {
    widen(zoom) {
      const width = Math.max(320, area.clientWidth - 2 * PADDING) * zoom;
      const xOf = time => LEFT + time / Math.max(1, times.nanoseconds) * (width - LEFT - RIGHT);
      drawing.setAttribute('width', width);
      drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
      ticks.replaceChildren(...scale(times.nanoseconds, width, zoom, xOf, height));
      bars.forEach(each => place(each, xOf));
      named = bars.filter(each => each.text);
    },
    follow() {
      names.setAttribute('transform', `translate(${area.scrollLeft})`);
      name(named, area.scrollLeft + LEFT - 4);
    },
  };
}

/** Says that there is nothing to draw. */
export function showNoTimes(area) {
  area.replaceChildren(html('p', {class: 'nothing'}, 'There are no times of a run of this pipeline here.'));
}

function segmentEntry(segment, model, does) {
  const item = segment.node && model.items.get('n:' + segment.node);
  const text = [WORDS[segment.kind], segment.dataset, span(segment.end - segment.start), segment.why && 'for ' + segment.why];
  return html('li', {class: segment.kind.replace(' ', '-')},
    item ? html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(item.name)) : null,
    html('small', {dir: 'auto'}, prose(text.filter(Boolean).join(', '))));
}

function total(segments) {
  return segments.reduce((sum, segment) => sum + segment.end - segment.start, 0);
}

function isShortWait(segment) {
  return segment.kind === 'wait' && segment.end - segment.start < SHORT_WAIT;
}

function shortWaits(waits) {
  return waits.length
    ? [html('li', {class: 'wait'}, html('small', {}, counted(waits.length, 'wait') + ' under ' + span(SHORT_WAIT) + ', ' + span(total(waits)) + ' together'))]
    : [];
}

/** Fills the panel with the critical path. */
export function showTimes(panel, model, does) {
  const {times} = model;
  const sums = ['call', 'load', 'save', 'pause', 'other run', 'wait'].map(kind => ({kind, nanos: total(times.path.filter(segment => segment.kind === kind))}));
  const listed = times.path.filter(segment => !isShortWait(segment));
  panel.replaceChildren(
    html('div', {class: 'head'}, html('div', {}, html('p', {class: 'kind'}, model.watched?.run ? 'this run' : 'last run'), html('h2', {}, 'Critical path')),
      html('button', {type: 'button', class: 'close', 'aria-label': 'Close timeline', onclick: does.closeTimeline}, '×')),
    html('p', {class: 'count'}, counted(times.path.length, 'segment') + ', ' + span(times.nanoseconds)),
    html('dl', {}, ...sums.filter(each => each.nanos).flatMap(each =>
      [html('dt', {}, WORDS[each.kind]), html('dd', {}, span(each.nanos))])),
    html('ol', {'class': 'due path', 'aria-label': 'Segments'},
      ...listed.slice(0, MOST_SEGMENTS).map(segment => segmentEntry(segment, model, does)),
      listed.length > MOST_SEGMENTS ? html('li', {}, 'and ' + (listed.length - MOST_SEGMENTS) + ' more') : null,
      ...shortWaits(times.path.filter(isShortWait))));
}
