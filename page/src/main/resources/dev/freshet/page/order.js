// Orders the vertices of each layer, so that few edges cross.

const SWEEPS = 12;
/** Larger graphs get half of the iterations, so that they open in time. */
const LARGE = 6000;

/** Counts the crossings between two layers, by a binary indexed tree over the positions below. */
function crossingsBelow(layer, down, position, width) {
  const tree = new Int32Array(width + 1);
  let seen = 0;
  let crossings = 0;
  for (const v of layer) {
    const ends = down[v].map(w => position[w]);
    for (const end of ends) {
      let before = 0;
      for (let i = end + 1; i > 0; i -= i & -i) {
        before += tree[i];
      }
      crossings += seen - before;
    }
    for (const end of ends) {
      seen++;
      for (let i = end + 1; i <= width; i += i & -i) {
        tree[i]++;
      }
    }
  }
  return crossings;
}

export function crossings(layers, down, position) {
  let sum = 0;
  for (let i = 0; i + 1 < layers.length; i++) {
    sum += crossingsBelow(layers[i], down, position, layers[i + 1].length);
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
function rankEquals(sorted, isBend) {
  for (let from = 0, to; from < sorted.length; from = to) {
    to = from + 1;
    while (to < sorted.length && sorted[to].mean === sorted[from].mean) {
      to++;
    }
    const equals = sorted.slice(from, to);
    const boxes = equals.filter(each => !isBend(each.v));
    const half = Math.ceil(boxes.length / 2);
    const ranked = [...boxes.slice(0, half), ...equals.filter(each => isBend(each.v)), ...boxes.slice(half)];
    ranked.forEach((each, i) => sorted[from + i] = each);
  }
}

/** Sorts a layer by the mean positions of neighbours; vertices without neighbours keep their positions. */
function sortByMeans(layer, neighbours, position, isBend) {
  const movable = [];
  const places = [];
  layer.forEach((v, i) => {
    const near = neighbours[v];
    if (near.length) {
      let sum = 0;
      near.forEach(w => sum += position[w]);
      movable.push({v, mean: sum / near.length, at: i});
      places.push(i);
    }
  });
  movable.sort((a, b) => a.mean - b.mean || a.at - b.at);
  rankEquals(movable, isBend);
  places.forEach((place, i) => layer[place] = movable[i].v);
  setPositions(layer, position);
}

/** Returns how many more pairs of edges cross if `left` is before `right` than in the opposite order. */
function gain(left, right, position) {
  let crossing = 0;
  for (const a of left) {
    for (const b of right) {
      crossing += Math.sign(position[a] - position[b]);
    }
  }
  return crossing;
}

const MOST_PAIRS = 400;

/** Exchanges adjacent vertices of a layer as long as this reduces crossings. */
function exchange(layer, graph, position) {
  let isBetter = false;
  for (let i = 0; i + 1 < layer.length; i++) {
    const [v, w] = [layer[i], layer[i + 1]];
    const pairs = graph.up[v].length * graph.up[w].length + graph.down[v].length * graph.down[w].length;
    if (pairs <= MOST_PAIRS
        && gain(graph.up[v], graph.up[w], position) + gain(graph.down[v], graph.down[w], position) > 0) {
      layer[i] = w;
      layer[i + 1] = v;
      position[w] = i;
      position[v] = i + 1;
      isBetter = true;
    }
  }
  return isBetter;
}

function exchangeAll(graph, position) {
  for (let round = 0; round < 4; round++) {
    let isBetter = false;
    for (const layer of graph.layers) {
      isBetter = exchange(layer, graph, position) || isBetter;
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
  layers.forEach(layer => setPositions(layer, position));
  let best = layers.map(layer => [...layer]);
  let fewest = crossings(layers, down, position);
  const most = up.length > LARGE ? SWEEPS / 2 : SWEEPS;
  for (let sweep = 0, idle = 0; sweep < most && idle < 4 && (fewest > 0 || sweep < 2); sweep++) {
    if (sweep % 2 === 0) {
      for (let i = 1; i < layers.length; i++) {
        sortByMeans(layers[i], up, position, isBend);
      }
    } else {
      for (let i = layers.length - 2; i >= 0; i--) {
        sortByMeans(layers[i], down, position, isBend);
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
