// Assigns each vertex to a layer, so that edges lead downwards.

/** Returns for each edge whether it must be reversed, so that no cycle is left. */
function turned(count, edges) {
  const out = Array.from({length: count}, () => []);
  edges.forEach((edge, number) => out[edge.from].push(number));
  const state = new Uint8Array(count);
  const back = new Array(edges.length).fill(false);
  for (let root = 0; root < count; root++) {
    const path = [];
    if (!state[root]) {
      state[root] = 1;
      path.push({vertex: root, next: 0});
    }
    while (path.length) {
      const top = path[path.length - 1];
      if (top.next === out[top.vertex].length) {
        state[top.vertex] = 2;
        path.pop();
        continue;
      }
      const number = out[top.vertex][top.next++];
      const target = edges[number].to;
      if (state[target] === 1) {
        back[number] = true;
      } else if (!state[target]) {
        state[target] = 1;
        path.push({vertex: target, next: 0});
      }
    }
  }
  return back;
}

/** Returns the edges without loops and cycles; `isTurned` marks the reversed ones. */
export function acyclic(count, edges) {
  const back = turned(count, edges);
  return edges.map((edge, number) => back[number]
    ? {from: edge.to, to: edge.from, number, isTurned: true}
    : {from: edge.from, to: edge.to, number, isTurned: false}).filter(edge => edge.from !== edge.to);
}

function neighbours(count, edges) {
  const up = Array.from({length: count}, () => []);
  const down = Array.from({length: count}, () => []);
  for (const edge of edges) {
    up[edge.to].push(edge.from);
    down[edge.from].push(edge.to);
  }
  return {up, down};
}

function topological(count, up, down) {
  const open = up.map(all => all.length);
  const order = [];
  for (let v = 0; v < count; v++) {
    if (!open[v]) {
      order.push(v);
    }
  }
  for (let i = 0; i < order.length; i++) {
    for (const w of down[order[i]]) {
      if (--open[w] === 0) {
        order.push(w);
      }
    }
  }
  return order;
}

/** Splits a layer that is much wider than the picture is high; no edges connect boxes of one layer. */
function split(layer, order, count) {
  const most = Math.max(6, Math.ceil(0.9 * Math.sqrt(count)));
  const layers = [];
  order.forEach(v => (layers[layer[v]] ??= []).push(v));
  let next = 0;
  for (const vertices of layers) {
    const rows = Math.ceil((vertices?.length ?? 0) / most);
    vertices?.forEach((v, i) => layer[v] = next + Math.floor(i * rows / vertices.length));
    next += rows;
  }
}

/**
 * Returns the layer of each vertex: the length of the longest path to it, but nearer to its consumers where that makes
 * edges shorter.
 */
export function layering(count, edges) {
  const {up, down} = neighbours(count, edges);
  const order = topological(count, up, down);
  const layer = new Int32Array(count);
  for (const v of order) {
    for (const w of down[v]) {
      layer[w] = Math.max(layer[w], layer[v] + 1);
    }
  }
  for (const v of [...order].reverse()) {
    if (down[v].length && down[v].length >= up[v].length) {
      layer[v] = Math.min(...down[v].map(w => layer[w])) - 1;
    }
  }
  split(layer, order, count);
  return layer;
}
