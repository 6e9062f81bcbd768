// Draws a picture as SVG.

import {layout} from './layout.js';
import {svg, visible} from './dom.js';
import {liveLine} from './progress.js';
import {duration, spoken, styleOf} from './words.js';

const ICONS = {
  'run': 'M3 1.5 L10.5 6 L3 10.5 Z',
  'maybe': 'M3.2 4 A2.8 2.8 0 1 1 6 6.8 V8 M6 10 V10.4',
  'in memory': 'M6 1.5 A4.5 4.5 0 1 1 5.9 1.5',
  'kept back': 'M4 2 V10 M8 2 V10',
  'up to date': 'M1.5 6.5 L4.8 9.8 L10.5 2.5',
  'succeeded': 'M1.5 6.5 L4.8 9.8 L10.5 2.5',
  'fetched': 'M6 1.5 V10 M2.5 6.5 L6 10 L9.5 6.5',
  'saving': 'M6 1 V7 M3 4.5 L6 7.5 L9 4.5 M1.5 10.5 H10.5',
  'running': 'M3 1.5 L10.5 6 L3 10.5 Z',
  'retrying': 'M10 6 A4 4 0 1 1 8.5 2.8 M8.8 0.6 V3 H6.4',
  'waiting': 'M6 1.2 A4.8 4.8 0 1 1 5.9 1.2 M6 3.4 V6 L8 7.4',
  'other run': 'M6 1.2 A4.8 4.8 0 1 1 5.9 1.2 M3.5 6 H8.5',
  'failed': 'M2 2 L10 10 M10 2 L2 10',
  'blocked': 'M6 1.2 A4.8 4.8 0 1 1 5.9 1.2 M2.6 2.6 L9.4 9.4',
  'cancelled': 'M2.5 2.5 H9.5 V9.5 H2.5 Z',
  'skipped': 'M1.5 2 L6 6 L1.5 10 M6 2 L10.5 6 L6 10',
};
/** Boxes of a watched run have room for its status texts. */
const LIVE_WIDE = 180;
const LIVE_WIDE_GROUP = 220;
const MOST_WIDE = 230;
const NAME_FONT = '600 13px system-ui, sans-serif';
const LINE_FONT = '11px system-ui, sans-serif';

const ruler = document.createElement('canvas').getContext('2d');

function widthOf(text, font) {
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** Returns a text that is cut to the width of the widest box. */
export function fitting(text, font, most) {
  if (widthOf(text, font) <= most) {
    return text;
  }
  const points = Array.from(text);
  let [least, tooMany] = [0, points.length];
  while (tooMany - least > 1) {
    const middle = (least + tooMany) >> 1;
    const fits = widthOf(points.slice(0, middle).join('') + '…', font) <= most;
    [least, tooMany] = fits ? [middle, tooMany] : [least, middle];
  }
  return points.slice(0, least).join('') + '…';
}

function secondLine(box) {
  const {item} = box;
  if (box.effect) {
    return box.effect.line;
  }
  if (box.line) {
    return box.line;
  }
  if (item.kind !== 'node') {
    return item.dataset.type ?? (item.kind === 'parameter' ? 'parameter' : 'in memory');
  }
  if (item.live) {
    return liveLine(item);
  }
  const last = item.node.status?.last;
  return [item.state, last && duration(last.milliseconds)].filter(Boolean).join(' · ') || item.node.method;
}

/** Measures a box: nodes have two lines, datasets one. */
function sized(box) {
  const isNode = box.item.kind === 'node' || box.item.kind === 'namespace';
  const name = fitting(visible(box.item.short), NAME_FONT, MOST_WIDE - 40);
  const note = fitting(visible(secondLine(box)), LINE_FONT, isNode ? MOST_WIDE - 40 : 80);
  const [nameWide, lineWide] = [widthOf(name, NAME_FONT), widthOf(note, LINE_FONT)];
  return isNode
    ? {...box, name, note, nameWide, width: Math.max(box.isLive ? (box.line ? LIVE_WIDE_GROUP : LIVE_WIDE) : 90, nameWide + 24, lineWide + 42), height: 46}
    : {...box, name, note, nameWide, width: nameWide + lineWide + 34, height: 28};
}

function path(points) {
  let text = `M${round(points[0].x)} ${round(points[0].y)}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const middle = round((a.y + b.y) / 2);
    text += a.x === b.x
      ? `V${round(b.y)}`
      : `C${round(a.x)} ${middle} ${round(b.x)} ${middle} ${round(b.x)} ${round(b.y)}`;
  }
  return text;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

/** The upper left corner. No box has a transform of its own: each of them would be a layer of its own for the browser. */
function cornerOf(box) {
  return [round(box.x - box.width / 2), round(box.y - box.height / 2)];
}

function drawnNode(box) {
  const [x, y] = cornerOf(box);
  const parts = [svg('rect', {x, y, width: box.width, height: box.height, rx: 7})];
  if (box.item.kind === 'namespace' || box.item.isFold) {
    parts.unshift(svg('rect', {x: x + 4, y: y - 4, width: box.width, height: box.height, rx: 7}));
  }
  const icon = ICONS[box.state];
  if (icon) {
    parts.push(drawnIcon(icon, x, y));
  }
  parts.push(svg('text', {class: 'name', x: x + 12, y: y + 19}, box.name), ' ');
  parts.push(svg('text', {class: 'line', x: x + (icon ? 30 : 12), y: y + 36}, box.note));
  return parts;
}

/** Returns whether a box has room for a part of its name only. */
export function isCut(box) {
  return box.name !== visible(box.item.short);
}

/** The icons have numbers as pairs of one point, but for those of arcs and of lines along an axis. */
function drawnIcon(icon, left, top) {
  const [dx, dy] = [left + 12, top + 26];
  const moved = (command, numbers) => {
    const at = numbers.map(Number);
    const axes = {H: [dx], V: [dy], A: [0, 0, 0, 0, 0, dx, dy]}[command] ?? [dx, dy];
    return command + at.map((each, i) => round(each + axes[i])).join(' ');
  };
  const d = icon.replace(/([MLHVA])([\d. ]+)/g, (_, command, numbers) => moved(command, numbers.trim().split(' ')));
  return svg('path', {class: 'icon', d});
}

function drawnDataset(box) {
  const [x, y] = cornerOf(box);
  return [
    box.item.isFold ? svg('rect', {x: x + 4, y: y - 4, width: box.width, height: box.height, rx: 14}) : null,
    svg('rect', {x, y, width: box.width, height: box.height, rx: 14}),
    svg('text', {class: 'name', x: x + 14, y: round(box.y + 4.5)}, box.name),
    ' ',
    svg('text', {class: 'line', x: round(x + 20 + box.nameWide), y: round(box.y + 4.5)}, box.note),
  ];
}

function drawnBox(box) {
  const isNode = box.item.kind === 'node' || box.item.kind === 'namespace';
  return svg('g', {
    'class': ['box', box.item.kind, styleOf(box.state), box.item.isFold && 'fold'].filter(Boolean).join(' '),
    'role': 'button',
    'tabindex': -1,
    'aria-label': spoken(box.item.name, secondLine(box), box.item),
    'data-number': box.number,
  }, ...(isNode ? drawnNode(box) : drawnDataset(box)));
}

/**
 * Draws a picture into the scene, in place of what is there. Returns the drawn boxes with their place, size, element and
 * edges, and the size of the whole.
 */
export function draw(picture, scene) {
  const boxes = picture.boxes.map(sized);
  const {places, ways, width, height} = layout(boxes, picture.edges);
  const edges = picture.edges.map((edge, i) => ({
    ...edge,
    element: svg('path', {
      'class': edge.isOrder ? 'edge order' : 'edge', 'd': path(ways[i]), 'marker-end': 'url(#arrow)', 'fill': 'none',
    }),
  }));
  const drawn = boxes.map((box, i) => ({...box, ...places[i], edges: []}));
  drawn.forEach(box => box.element = drawnBox(box));
  for (const edge of edges) {
    drawn[edge.from].edges.push(edge);
    drawn[edge.to].edges.push(edge);
  }
  const arrow = svg('marker', {
    id: 'arrow', viewBox: '0 0 8 8', refX: 7.5, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto',
  }, svg('path', {d: 'M0 0.5 L8 4 L0 7.5 Z'}));
  scene.replaceChildren(
    svg('defs', {}, arrow),
    svg('g', {'class': 'edges', 'aria-hidden': 'true'}, ...edges.map(edge => edge.element)),
    svg('g', {'class': 'boxes'}, ...drawn.map(box => box.element)));
  return {boxes: drawn, edges, width, height};
}

/**
 * Updates the state of a drawn node or namespace; the box keeps its position and size. Instead of its state, the box
 * shows its `effect`, if it has one.
 */
export function repaint(box) {
  const {element} = box;
  const state = box.effect ? box.effect.state : box.state;
  const line = element.querySelector('.line');
  const note = fitting(visible(secondLine(box)), LINE_FONT, box.width - 42);
  if (line.textContent !== note) {
    line.textContent = note;
    element.setAttribute('aria-label', spoken(box.item.name, secondLine(box), box.item));
  }
  if (element.dataset.state === state) {
    return;
  }
  element.dataset.state = state;
  element.classList.remove(...[...element.classList].filter(name => name.startsWith('state-')));
  if (state) {
    element.classList.add(styleOf(state));
  }
  const [x, y] = cornerOf(box);
  element.querySelector('.icon')?.remove();
  if (ICONS[state]) {
    element.querySelector('.name').before(drawnIcon(ICONS[state], x, y));
  }
  line.setAttribute('x', x + (ICONS[state] ? 30 : 12));
}
