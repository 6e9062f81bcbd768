// Gives the vertices of ordered layers their horizontal positions.

const ROUNDS = 10;
/** Larger graphs get fewer iterations, so that they open in time. */
const LARGE = 6000;

/** The weight of straight lines between the bends of long edges, which is higher than between boxes. */
function firmness(graph, v, w) {
  return graph.isBend(v) && graph.isBend(w) ? 8 : graph.isBend(v) || graph.isBend(w) ? 2 : 1;
}

/** Neighbours on one side: those of `v` are `ends` from `start[v]` until `start[v + 1]`, with the weights `firm`. */
function sideOf(graph, neighbours) {
  const start = new Int32Array(neighbours.length + 1);
  neighbours.forEach((all, v) => start[v + 1] = start[v] + all.length);
  const ends = new Int32Array(start[neighbours.length]);
  const firm = new Float64Array(ends.length);
  neighbours.forEach((all, v) => all.forEach((w, i) => {
    ends[start[v] + i] = w;
    firm[start[v] + i] = firmness(graph, v, w);
  }));
  return {start, ends, firm};
}

/** The least distance of each vertex from the one before it in its layer, and from the first one. */
function distancesOf(graph, distance) {
  const gap = new Float64Array(graph.up.length);
  const offset = new Float64Array(graph.up.length);
  for (const layer of graph.layers) {
    for (let i = 1; i < layer.length; i++) {
      gap[layer[i]] = distance(layer[i - 1], layer[i]);
      offset[layer[i]] = offset[layer[i - 1]] + gap[layer[i]];
    }
  }
  return {gap, offset};
}

/** Arrays for the computations of a layer, which are reused because there are thousands of them. */
function roomFor(graph) {
  const most = Math.max(0, ...graph.layers.map(layer => layer.length));
  const numbers = () => new Float64Array(most);
  return {wanted: numbers(), weight: numbers(), sums: numbers(), weights: numbers(), first: new Int32Array(most + 1)};
}

/**
 * Moves the vertices of a layer as near to the wanted positions as the distances between them allow (isotonic
 * regression: neighbours that want to pass each other form a block at their mean).
 */
function fit(layer, offset, x, {wanted, weight, sums, weights, first}) {
  let last = -1;
  for (let i = 0; i < layer.length; i++) {
    last++;
    sums[last] = (wanted[i] - offset[layer[i]]) * weight[i];
    weights[last] = weight[i];
    first[last] = i;
    while (last > 0 && sums[last - 1] / weights[last - 1] > sums[last] / weights[last]) {
      sums[last - 1] += sums[last];
      weights[last - 1] += weights[last];
      last--;
    }
  }
  first[last + 1] = layer.length;
  for (let block = 0; block <= last; block++) {
    for (let i = first[block]; i < first[block + 1]; i++) {
      x[layer[i]] = sums[block] / weights[block] + offset[layer[i]];
    }
  }
}

function pull(layer, sides, offset, x, room) {
  for (let i = 0; i < layer.length; i++) {
    const v = layer[i];
    let sum = 0;
    let total = 0;
    for (const {start, ends, firm} of sides) {
      for (let j = start[v]; j < start[v + 1]; j++) {
        sum += firm[j] * x[ends[j]];
        total += firm[j];
      }
    }
    room.wanted[i] = total ? sum / total : x[v];
    room.weight[i] = total || 0.01;
  }
  fit(layer, offset, x, room);
}

/** The chains of bends of long edges without branches. */
function chains(graph) {
  const all = [];
  for (let v = 0; v < graph.up.length; v++) {
    const isStart = graph.isBend(v) && !(graph.up[v].length === 1 && isPassage(graph, graph.up[v][0]));
    const chain = [];
    for (let w = v; isStart && graph.isBend(w); w = graph.down[w][0]) {
      chain.push(w);
      if (!isPassage(graph, w) || graph.up[graph.down[w][0]].length !== 1) {
        break;
      }
    }
    if (chain.length > 1) {
      all.push(chain);
    }
  }
  return all.sort((a, b) => b.length - a.length);
}

function isPassage(graph, v) {
  return graph.isBend(v) && graph.down[v].length === 1;
}

/** Sets vertices to one position that is free for all of them, as near as possible to their mean. */
function align(vertices, least, most, x) {
  const mean = vertices.reduce((sum, v) => sum + x[v], 0) / vertices.length;
  vertices.forEach(v => x[v] = Math.min(most, Math.max(least, mean)));
}

/** Returns for each vertex the previous and the next one in its layer, or -1. */
function besides(graph) {
  const before = new Int32Array(graph.up.length).fill(-1);
  const behind = new Int32Array(graph.up.length).fill(-1);
  graph.layers.forEach(layer => layer.slice(1).forEach((v, i) => {
    before[v] = layer[i];
    behind[layer[i]] = v;
  }));
  return {before, behind};
}

/** Turns each chain of bends into as few vertical lines as the free space allows. */
function straighten(all, {before, behind}, gap, x) {
  for (const chain of all) {
    let line = [];
    let [least, most] = [-Infinity, Infinity];
    for (const v of chain) {
      const from = before[v] < 0 ? -Infinity : x[before[v]] + gap[v];
      const to = behind[v] < 0 ? Infinity : x[behind[v]] - gap[behind[v]];
      if (Math.max(least, from) > Math.min(most, to)) {
        align(line, least, most, x);
        line = [];
        [least, most] = [-Infinity, Infinity];
      }
      line.push(v);
      [least, most] = [Math.max(least, from), Math.min(most, to)];
    }
    align(line, least, most, x);
  }
}

/** Returns the middle of each vertex; `distance` returns the least distance between the middles of two neighbours. */
export function placeLayers(graph, distance) {
  const x = new Float64Array(graph.up.length);
  const {gap, offset} = distancesOf(graph, distance);
  for (const layer of graph.layers) {
    layer.forEach(v => x[v] = offset[v] - offset[layer[layer.length - 1]] / 2);
  }
  const [up, down] = [sideOf(graph, graph.up), sideOf(graph, graph.down)];
  const room = roomFor(graph);
  const upwards = [...graph.layers].reverse();
  const rounds = graph.up.length > LARGE ? ROUNDS / 2 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    graph.layers.forEach(layer => pull(layer, [up], offset, x, room));
    upwards.forEach(layer => pull(layer, [down], offset, x, room));
  }
  const [straight, beside] = [chains(graph), besides(graph)];
  for (let round = 0; round < 4; round++) {
    graph.layers.forEach(layer => pull(layer, [up, down], offset, x, room));
    straighten(straight, beside, gap, x);
  }
  return x;
}
