// Orders the vertices of each layer, so that few edges cross.

const SWEEPS = 12;
/** Larger graphs get half of the iterations, so that they open in time. */
const LARGE = 6000;

/** Counts the crossings between two layers, by a binary indexed tree over the positions below. */
function crossingsBelow(layer, down, position, tree, width) {
  tree.fill(0, 0, width + 1);
  let seen = 0;
  let crossings = 0;
  for (const v of layer) {
    for (const w of down[v]) {
      let before = 0;
      for (let i = position[w] + 1; i > 0; i -= i & -i) {
        before += tree[i];
      }
      crossings += seen - before;
    }
    for (const w of down[v]) {
      seen++;
      for (let i = position[w] + 1; i <= width; i += i & -i) {
        tree[i]++;
      }
    }
  }
  return crossings;
}

export function crossings(layers, down, position) {
  const tree = new Int32Array(Math.max(0, ...layers.map(layer => layer.length)) + 1);
  let sum = 0;
  for (let i = 0; i + 1 < layers.length; i++) {
    sum += crossingsBelow(layers[i], down, position, tree, layers[i + 1].length);
  }
  return sum;
}

function setPositions(layer, position) {
  layer.forEach((v, i) => position[v] = i);
}

/**
 * Puts equally ranked boxes around the bends among them: a trunk in the middle of its boxes keeps its position from
 * layer to layer, while one at the end would drift away.
 */
function rankEquals(sorted, mean, isBend) {
  for (let from = 0, to; from < sorted.length; from = to) {
    to = from + 1;
    while (to < sorted.length && mean[sorted[to]] === mean[sorted[from]]) {
      to++;
    }
    if (to - from > 1) {
      const equals = sorted.slice(from, to);
      const boxes = equals.filter(v => !isBend(v));
      const half = Math.ceil(boxes.length / 2);
      const ranked = [...boxes.slice(0, half), ...equals.filter(isBend), ...boxes.slice(half)];
      ranked.forEach((v, i) => sorted[from + i] = v);
    }
  }
}

/** Sorts a layer by the mean positions of neighbours; vertices without neighbours keep their positions. */
function sortByMeans(layer, neighbours, position, mean, isBend) {
  const movable = layer.filter(v => neighbours[v].length);
  const places = movable.map(v => position[v]);
  for (const v of movable) {
    let sum = 0;
    for (const w of neighbours[v]) {
      sum += position[w];
    }
    mean[v] = sum / neighbours[v].length;
  }
  movable.sort((v, w) => mean[v] - mean[w] || position[v] - position[w]);
  rankEquals(movable, mean, isBend);
  places.forEach((place, i) => layer[place] = movable[i]);
  setPositions(layer, position);
}

/** Returns how many more pairs of edges cross if `left` is before `right` than in the opposite order. */
function gain(left, right, position) {
  let crossing = 0;
  for (const a of left) {
    const at = position[a];
    for (const b of right) {
      crossing += at > position[b] ? 1 : at < position[b] ? -1 : 0;
    }
  }
  return crossing;
}

const MOST_PAIRS = 400;

/** Notes that the vertices beside a vertex, or the positions of its neighbours, have changed in a round. */
function touch(v, graph, touched, round) {
  touched[v] = round;
  graph.up[v].forEach(w => touched[w] = round);
  graph.down[v].forEach(w => touched[w] = round);
}

/**
 * Exchanges adjacent vertices of a layer if this reduces crossings. An exchange that did not help in the previous round
 * is skipped if nothing around it has changed since.
 */
function exchange(layer, graph, position, touched, round) {
  const {up, down} = graph;
  let isBetter = false;
  for (let i = 0; i + 1 < layer.length; i++) {
    const v = layer[i];
    const w = layer[i + 1];
    if (touched[v] < round - 1 && touched[w] < round - 1) {
      continue;
    }
    const pairs = up[v].length * up[w].length + down[v].length * down[w].length;
    if (pairs && pairs <= MOST_PAIRS && gain(up[v], up[w], position) + gain(down[v], down[w], position) > 0) {
      layer[i] = w;
      layer[i + 1] = v;
      position[w] = i;
      position[v] = i + 1;
      touch(v, graph, touched, round);
      touch(w, graph, touched, round);
      isBetter = true;
    }
  }
  return isBetter;
}

function exchangeAll(graph, position) {
  const touched = new Uint8Array(position.length);
  for (let round = 1; round <= 4; round++) {
    let isBetter = false;
    for (const layer of graph.layers) {
      isBetter = exchange(layer, graph, position, touched, round) || isBetter;
    }
    if (!isBetter) {
      return;
    }
  }
}

/** Orders `graph.layers` in place; `graph.up` and `graph.down` have the neighbours in the layers beside. */
export function orderLayers(graph) {
  const {layers, up, down, isBend} = graph;
  const position = new Int32Array(up.length);
  const mean = new Float64Array(up.length);
  layers.forEach(layer => setPositions(layer, position));
  let best = layers.map(layer => [...layer]);
  let fewest = crossings(layers, down, position);
  const most = up.length > LARGE ? SWEEPS / 2 : SWEEPS;
  for (let sweep = 0, idle = 0; sweep < most && idle < 4 && (fewest > 0 || sweep < 2); sweep++) {
    if (sweep % 2 === 0) {
      for (let i = 1; i < layers.length; i++) {
        sortByMeans(layers[i], up, position, mean, isBend);
      }
    } else {
      for (let i = layers.length - 2; i >= 0; i--) {
        sortByMeans(layers[i], down, position, mean, isBend);
      }
    }
    exchangeAll(graph, position);
    const now = crossings(layers, down, position);
    idle = now < fewest ? 0 : idle + 1;
    if (now <= fewest) {
      fewest = now;
      best = layers.map(layer => [...layer]);
    }
  }
  graph.layers = best;
}
