// Gives the vertices of ordered layers their horizontal positions.

const ROUNDS = 10;
/** Larger graphs get fewer iterations, so that they open in time. */
const LARGE = 6000;

/**
 * Moves the vertices of a layer as near to the wanted positions as the distances between them allow (isotonic
 * regression: neighbours that want to pass each other form a block at their mean).
 */
function fit(layer, wanted, weight, distance, x) {
  const blocks = [];
  let offset = 0;
  layer.forEach((v, i) => {
    if (i > 0) {
      offset += distance(layer[i - 1], v);
    }
    let block = {sum: (wanted[i] - offset) * weight[i], weight: weight[i], members: [{v, offset}]};
    while (blocks.length) {
      const last = blocks[blocks.length - 1];
      if (last.sum / last.weight <= block.sum / block.weight) {
        break;
      }
      blocks.pop();
      last.members.push(...block.members);
      block = {sum: last.sum + block.sum, weight: last.weight + block.weight, members: last.members};
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    block.members.forEach(member => x[member.v] = block.sum / block.weight + member.offset);
  }
}

/** The weight of straight lines between the bends of long edges, which is higher than between boxes. */
function firmness(graph, v, w) {
  return graph.isBend(v) && graph.isBend(w) ? 8 : graph.isBend(v) || graph.isBend(w) ? 2 : 1;
}

function pull(graph, layer, sides, distance, x) {
  const wanted = [];
  const weight = [];
  for (const v of layer) {
    let sum = 0;
    let total = 0;
    for (const side of sides) {
      for (const w of side[v]) {
        const firm = firmness(graph, v, w);
        sum += firm * x[w];
        total += firm;
      }
    }
    wanted.push(total ? sum / total : x[v]);
    weight.push(total || 0.01);
  }
  fit(layer, wanted, weight, distance, x);
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

/** Turns each chain of bends into as few vertical lines as the free space allows. */
function straighten(graph, distance, x) {
  const at = new Map();
  graph.layers.forEach(layer => layer.forEach((v, i) => at.set(v, {layer, i})));
  for (const chain of chains(graph)) {
    let line = [];
    let [least, most] = [-Infinity, Infinity];
    for (const v of chain) {
      const {layer, i} = at.get(v);
      const from = i > 0 ? x[layer[i - 1]] + distance(layer[i - 1], v) : -Infinity;
      const to = i + 1 < layer.length ? x[layer[i + 1]] - distance(v, layer[i + 1]) : Infinity;
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
  for (const layer of graph.layers) {
    let at = 0;
    layer.forEach((v, i) => x[v] = at += i > 0 ? distance(layer[i - 1], v) : 0);
    layer.forEach(v => x[v] -= at / 2);
  }
  const rounds = graph.up.length > LARGE ? ROUNDS / 2 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    graph.layers.forEach(layer => pull(graph, layer, [graph.up], distance, x));
    [...graph.layers].reverse().forEach(layer => pull(graph, layer, [graph.down], distance, x));
  }
  for (let round = 0; round < 4; round++) {
    graph.layers.forEach(layer => pull(graph, layer, [graph.up, graph.down], distance, x));
    straighten(graph, distance, x);
  }
  return x;
}
