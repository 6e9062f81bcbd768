// Places boxes in layers from top to bottom, and the edges between them.

import {acyclic, layering} from './layers.js';
import {orderLayers} from './order.js';
import {placeLayers} from './place.js';

const BETWEEN_BOXES = 22;
const BETWEEN_LAYERS = 38;
const BETWEEN_PARTS = 48;
const BEND_WIDTH = 4;
const BETWEEN_BENDS = 8;
/** More than any browser could draw; two of them are one number that is exact. */
const MOST_VERTICES = 2 ** 26;

/** Returns the connected components of a graph, each as a list of boxes. */
function parts(count, edges) {
  const root = Array.from({length: count}, (_, i) => i);
  const find = v => {
    while (root[v] !== v) {
      root[v] = root[root[v]];
      v = root[v];
    }
    return v;
  };
  for (const edge of edges) {
    const [a, b] = [find(edge.from), find(edge.to)];
    root[Math.max(a, b)] = Math.min(a, b);
  }
  const byRoot = new Map();
  for (let v = 0; v < count; v++) {
    const r = find(v);
    byRoot.set(r, byRoot.get(r) ?? []);
    byRoot.get(r).push(v);
  }
  return [...byRoot.values()];
}

/**
 * Adds bends where edges cross a layer. Long edges with the same source share their bends, or edges with the same
 * target if it has more of them, so that they form a trunk with branches. Returns the graph and the vertices on the
 * path of each edge.
 */
function withBends(count, edges, layer) {
  const outs = new Int32Array(count);
  const ins = new Int32Array(count);
  edges.forEach(edge => {
    outs[edge.from]++;
    ins[edge.to]++;
  });
  const layers = Array.from({length: Math.max(...layer) + 1}, () => []);
  layer.forEach((at, v) => layers[at].push(v));
  const up = Array.from({length: count}, () => []);
  const down = Array.from({length: count}, () => []);
  const bends = new Map();
  const bend = (trunk, at) => {
    const key = trunk * layers.length + at;
    if (!bends.has(key)) {
      bends.set(key, up.length);
      layers[at].push(up.length);
      up.push([]);
      down.push([]);
    }
    return bends.get(key);
  };
  const links = new Set();
  const ways = edges.map(edge => {
    const trunk = outs[edge.from] >= ins[edge.to] ? 2 * edge.from : 2 * edge.to + 1;
    const way = [edge.from];
    for (let at = layer[edge.from] + 1; at < layer[edge.to]; at++) {
      way.push(bend(trunk, at));
    }
    way.push(edge.to);
    for (let i = 0; i + 1 < way.length; i++) {
      const key = way[i] * MOST_VERTICES + way[i + 1];
      if (!links.has(key)) {
        links.add(key);
        down[way[i]].push(way[i + 1]);
        up[way[i + 1]].push(way[i]);
      }
    }
    return way;
  });
  return {graph: {layers, up, down, isBend: v => v >= count}, ways};
}

/** The path of an edge as points: straight down beside the boxes of a layer, and curved only between layers. */
function points(way, x, layerOf, bands) {
  const all = [];
  way.forEach((v, i) => {
    const band = bands[layerOf(v)];
    if (i > 0) {
      all.push({x: x[v], y: band.top});
    }
    if (i + 1 < way.length) {
      all.push({x: x[v], y: band.bottom});
    }
  });
  return all;
}

function layoutPart(boxes, edges) {
  const forward = acyclic(boxes.length, edges);
  const layer = layering(boxes.length, forward);
  const {graph, ways} = withBends(boxes.length, forward, layer);
  orderLayers(graph);
  const width = v => graph.isBend(v) ? BEND_WIDTH : boxes[v].width;
  const distance = (v, w) =>
    (width(v) + width(w)) / 2 + (graph.isBend(v) && graph.isBend(w) ? BETWEEN_BENDS : BETWEEN_BOXES);
  const x = placeLayers(graph, distance);
  const bands = [];
  const layerOf = new Int32Array(graph.up.length);
  let y = 0;
  graph.layers.forEach((vertices, at) => {
    const height = Math.max(0, ...vertices.map(v => graph.isBend(v) ? 0 : boxes[v].height));
    bands.push({top: y, bottom: y + height});
    y += height + BETWEEN_LAYERS;
    vertices.forEach(v => layerOf[v] = at);
  });
  let left = Infinity;
  let right = -Infinity;
  x.forEach((at, v) => {
    left = Math.min(left, at - width(v) / 2);
    right = Math.max(right, at + width(v) / 2);
  });
  const at = v => ({x: x[v] - left, y: (bands[layer[v]].top + bands[layer[v]].bottom) / 2, layer: layer[v]});
  return {
    width: right - left,
    height: y - BETWEEN_LAYERS,
    places: boxes.map((_, v) => at(v)),
    ways: forward.map((edge, i) => {
      const way = points(ways[i], x, v => layerOf[v], bands).map(point => ({x: point.x - left, y: point.y}));
      fitToBoxes(way, boxes, edge, bands, layer);
      return {number: edge.number, points: edge.isTurned ? way.reverse() : way};
    }),
  };
}

/** Edges begin and end at the rims of boxes; within the layer of a lower box they are straight. */
function fitToBoxes(way, boxes, edge, bands, layer) {
  const rest = v => (bands[layer[v]].bottom - bands[layer[v]].top - boxes[v].height) / 2;
  const [first, last] = [way[0], way[way.length - 1]];
  if (rest(edge.from)) {
    way.unshift({x: first.x, y: first.y - rest(edge.from)});
  }
  if (rest(edge.to)) {
    way.push({x: last.x, y: last.y + rest(edge.to)});
  }
}

/**
 * Arranges the components beside and below each other, the largest first, so that the whole is a little wider than
 * high.
 */
function pack(laidOut) {
  const area = laidOut.reduce((sum, part) => sum + (part.width + BETWEEN_PARTS) * (part.height + BETWEEN_PARTS), 0);
  const most = Math.max(Math.sqrt(area * 1.6), ...laidOut.map(part => part.width));
  const order = laidOut.map((_, i) => i).sort((a, b) => laidOut[b].height - laidOut[a].height || a - b);
  let [x, y, row, width] = [0, 0, 0, 0];
  const corners = [];
  for (const i of order) {
    const part = laidOut[i];
    if (x > 0 && x + part.width > most) {
      x = 0;
      y += row + BETWEEN_PARTS;
      row = 0;
    }
    corners[i] = {x, y};
    row = Math.max(row, part.height);
    width = Math.max(width, x + part.width);
    x += part.width + BETWEEN_PARTS;
  }
  return {corners, width, height: y + row};
}

/**
 * Lays out boxes, which have a width and a height, and edges between their numbers.
 * Returns the middle of each box with its layer, and for each edge the points that it passes.
 */
export function layout(boxes, edges) {
  const places = new Array(boxes.length);
  const ways = edges.map(() => []);
  const members = parts(boxes.length, edges);
  const number = new Int32Array(boxes.length);
  members.forEach(part => part.forEach((v, i) => number[v] = i));
  const partOf = new Int32Array(boxes.length);
  members.forEach((part, i) => part.forEach(v => partOf[v] = i));
  const edgesOf = members.map(() => []);
  edges.forEach((edge, i) => edgesOf[partOf[edge.from]].push({from: number[edge.from], to: number[edge.to], edge: i}));
  const laidOut = members.map((part, i) => layoutPart(part.map(v => boxes[v]), edgesOf[i]));
  const {corners, width, height} = pack(laidOut);
  laidOut.forEach((part, i) => {
    const {x, y} = corners[i];
    part.places.forEach((place, v) =>
      places[members[i][v]] = {x: place.x + x, y: place.y + y, layer: place.layer, part: i});
    part.ways.forEach(way => {
      const moved = way.points.map(point => ({x: point.x + x, y: point.y + y}));
      ways[edgesOf[i][way.number].edge] = moved;
    });
  });
  return {width: boxes.length ? width : 0, height: boxes.length ? height : 0, places, ways};
}
