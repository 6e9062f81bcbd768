// The timeline of the last run: its critical path, and lanes of nodes, partitions, loads, saves and waits.

import {fitting} from './draw.js';
import {html, named, say, svg, visible} from './dom.js';
import {counted} from './model.js';
import {duration} from './words.js';

const LEFT = 92;
const RIGHT = 12;
/** The padding of the area around the drawing. */
const PADDING = 8;
const TOP = 26;
const ROW = 28;
const BAR = 22;
/** The smallest width of a bar that can be seen and clicked. */
const LEAST = 3;
/** Narrower bars have no border. */
const NARROW = 6;
const FONT = '11px system-ui, sans-serif';
/** The largest scale; a drawing that fits into the window has the scale 1. */
const MOST_SCALE = 64;
/** How much wider the drawing is than the window. */
let zoom = 1;
const WORDS = {
  call: 'ran', partitions: 'made partitions', load: 'load', save: 'save', pause: 'pause before the next attempt', 'other run': 'another run worked on it', wait: 'wait',
};

/** What stands where a bar is told in words, before the reader points at one. */
const HINT = 'Point at a bar, or move with the arrow keys, to read its times.';

/** The smallest distance of the ticks of a scale, so that their times can be read. */
const BETWEEN_TICKS = 80;

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
  return [nameOf(entry), WORDS[entry.kind], entry.dataset ? 'for ' + entry.node : '', span(entry.end - entry.start),
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
function ticks(total, room) {
  const rough = total / Math.max(1, Math.min(6 * zoom, Math.floor(room / BETWEEN_TICKS)));
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough);
  return Array.from({length: Math.floor(total / step) + 1}, (_, i) => i * step);
}

/** The label of a tick that is near the right end stands to its left, so that it is not cut. */
function scale(total, width, xOf, height) {
  return ticks(total, width - LEFT).flatMap(time => {
    const isNearEnd = xOf(time) + BETWEEN_TICKS / 2 > width;
    return [
      svg('line', {class: 'tick', x1: xOf(time), x2: xOf(time), y1: TOP - 6, y2: height}),
      svg('text', {'class': 'tick-label', 'x': xOf(time) + (isNearEnd ? -3 : 3), 'y': TOP - 10, 'text-anchor': isNearEnd ? 'end' : 'start'},
        time ? span(time).replace(/\.0+ /, ' ') : '0'),
    ];
  });
}

function bar(entry, row, isCritical, xOf, y) {
  const [x, width] = [xOf(entry.start), Math.max(LEAST, xOf(entry.end) - xOf(entry.start))];
  const text = width > 34 ? fitting(visible(nameOf(entry)), FONT, width - 8) : '';
  return svg('g', {
    'class': 'bar ' + entry.kind.replace(' ', '-') + (isCritical(entry) ? ' critical' : '') + (width < NARROW ? ' narrow' : ''),
    'role': 'button', 'tabindex': '-1', 'aria-label': spokenOf(entry), 'data-node': entry.node,
    'data-bar': [row.name, entry.kind, entry.dataset, entry.node, entry.tried].join('\n'), 'data-start': entry.start,
  }, svg('rect', {x, y, width, height: BAR, rx: 3}),
  text ? svg('text', {x: x + 4, y: y + 15}, text) : null);
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

/** The names of the rows stay where they are while the bars are scrolled to the side. */
function namesOf(rows, area, height) {
  const names = svg('g', {class: 'row-names', transform: `translate(${area.scrollLeft})`},
    svg('rect', {x: -PADDING, y: 0, width: LEFT + 4, height}),
    ...rows.map((row, r) => row.name === rows[r - 1]?.name ? null : svg('text', {class: 'row-name', x: 4, y: TOP + r * ROW + 15}, row.name)));
  area.onscroll = () => names.setAttribute('transform', `translate(${area.scrollLeft})`);
  return names;
}

/** Draws the timeline into an element, in its width or as much wider as it is zoomed. */
export function drawTimeline(area, times, does) {
  if (!times) {
    area.replaceChildren(html('p', {class: 'nothing'}, 'There are no times of a run of this pipeline here.'));
    return;
  }
  const rows = rowsOf(times);
  const width = Math.max(320, area.clientWidth - 2 * PADDING) * zoom;
  const height = TOP + rows.length * ROW + 8;
  const xOf = time => LEFT + time / Math.max(1, times.nanoseconds) * (width - LEFT - RIGHT);
  const isCritical = criticalOf(times);
  const grid = rows.map((row, r) => row.entries.map(entry => ({entry, element: bar(entry, row, isCritical, xOf, TOP + r * ROW)})));
  const drawing = svg('svg', {width, height, 'viewBox': `0 0 ${width} ${height}`, 'role': 'group', 'aria-label': 'Timeline'},
    ...scale(times.nanoseconds, width, xOf, height),
    ...grid.flatMap(row => row.map(each => each.element)), namesOf(rows, area, height));
  // A listener of the drawing itself would make it a stop of the key Tab.
  const around = html('div', {}, drawing);
  const told = html('p', {'class': 'told', 'aria-hidden': 'true'}, HINT);
  area.replaceChildren(html('p', {class: 'run-name'}, 'Run ' + times.run.slice(0, 8) + ', ' + times.outcome + ', ',
    html('time', {datetime: times.start}, new Date(times.start).toLocaleString()), ', took ' + span(times.nanoseconds)), told, around);
  listen(around, grid.filter(row => row.length), told, does);
}

function segmentEntry(segment, model, does) {
  const item = segment.node && model.items.get('n:' + segment.node);
  const text = [WORDS[segment.kind], segment.dataset, span(segment.end - segment.start), segment.why && 'for ' + segment.why];
  return html('li', {class: segment.kind.replace(' ', '-')},
    item ? html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(item.name)) : null,
    html('small', {dir: 'auto'}, visible(text.filter(Boolean).join(', '))));
}

/** Fills the panel with the critical path. */
export function showTimes(panel, model, does) {
  const {times} = model;
  const sums = ['call', 'load', 'save', 'pause', 'other run', 'wait'].map(kind => ({kind, nanos: times.path
    .filter(segment => segment.kind === kind).reduce((sum, segment) => sum + segment.end - segment.start, 0)}));
  panel.replaceChildren(
    html('div', {class: 'head'}, html('div', {}, html('p', {class: 'kind'}, model.watched?.run ? 'this run' : 'last run'), html('h2', {}, 'Critical path')),
      html('button', {type: 'button', class: 'close', 'aria-label': 'Close timeline', onclick: does.closeTimeline}, '×')),
    html('p', {class: 'count'}, counted(times.path.length, 'segment') + ', ' + span(times.nanoseconds)),
    html('dl', {}, ...sums.filter(each => each.nanos).flatMap(each =>
      [html('dt', {}, WORDS[each.kind]), html('dd', {}, span(each.nanos))])),
    html('ol', {'class': 'due path', 'aria-label': 'Segments'},
      ...times.path.slice(0, MOST_SEGMENTS).map(segment => segmentEntry(segment, model, does)),
      times.path.length > MOST_SEGMENTS ? html('li', {}, 'and ' + (times.path.length - MOST_SEGMENTS) + ' more') : null));
}

/** Draws the timeline again, without moving what the reader looks at. */
export function redrawTimeline(area, times, does) {
  const {scrollTop, scrollLeft} = area;
  const isFocused = area.contains(document.activeElement);
  const current = (isFocused && document.activeElement.closest('.bar') || area.querySelector('.bar[tabindex="0"]'))?.dataset;
  const told = area.querySelector('.told')?.textContent;
  drawTimeline(area, times, does);
  if (told && area.querySelector('.told')) {
    area.querySelector('.told').textContent = told;
  }
  [area.scrollTop, area.scrollLeft] = [scrollTop, scrollLeft];
  const bars = [...area.querySelectorAll('.bar')];
  const distance = bar => Math.abs(bar.dataset.start - current.start);
  const nearest = all => all.reduce((best, bar) => best && distance(best) <= distance(bar) ? best : bar, undefined);
  const same = current && (nearest(bars.filter(bar => bar.dataset.bar === current.bar)) ?? bars.find(bar => bar.dataset.node === current.node));
  bars.forEach(bar => bar.setAttribute('tabindex', bar === (same ?? bars[0]) ? '0' : '-1'));
  if (isFocused) {
    (same ?? area).focus({preventScroll: true});
  }
}

/**
 * Makes the timeline wider or narrower by a factor; 0 fits it into the window. The bar that has the focus, or else the
 * middle of the window, stays where it is.
 */
export function zoomTimeline(area, times, does, factor) {
  const before = zoom;
  zoom = factor ? Math.min(MOST_SCALE, Math.max(1, zoom * factor)) : 1;
  if (!times || zoom === before) {
    return;
  }
  const [at, bar] = [area.getBoundingClientRect(), document.activeElement?.closest('#timeline .bar')?.getBoundingClientRect()];
  const shown = bar ? bar.left + bar.width / 2 - at.left : area.clientWidth / 2;
  const bars = () => area.querySelector('svg').width.baseVal.value - LEFT - RIGHT;
  const part = (shown + area.scrollLeft - PADDING - LEFT) / bars();
  redrawTimeline(area, times, does);
  area.scrollLeft = PADDING + LEFT + part * bars() - shown;
  say(zoom === 1 ? 'The whole timeline' : zoom + ' times as wide as the window');
}
