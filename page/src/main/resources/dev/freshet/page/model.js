// The document as items that know their neighbours.

/** The words for what a run would do with a node. */
export const PLANNED = ['run', 'maybe', 'kept back', 'in memory', 'up to date'];

/** All words for what a node does, did or would do, the most important first. */
export const STATES = ['failed', 'running', 'saving', 'retrying', 'other run', 'waiting', 'blocked', 'cancelled', 'not run',
  'run', 'maybe', 'kept back', 'fetched', 'succeeded', 'skipped', 'in memory', 'up to date'];

function parts(namespace) {
  return namespace ? namespace.split('.') : [];
}

/** Returns a namespace and the namespaces around it, the outermost first. */
export function around(namespace) {
  const all = parts(namespace);
  return all.map((_, i) => all.slice(0, i + 1).join('.'));
}

function nodeItem(node) {
  const namespace = node.namespace ?? '';
  return {
    id: 'n:' + node.name,
    kind: 'node',
    name: node.name,
    short: namespace ? node.name.slice(namespace.length + 1) : node.name,
    namespace,
    state: node.status?.decision,
    node,
    up: [],
    down: [],
    words: [node.name, node.method, node.source ?? '', ...node.tags].join('\n').toLowerCase(),
  };
}

function datasetItem(dataset) {
  return {
    id: 'd:' + dataset.name,
    kind: dataset.storage,
    name: dataset.name,
    short: dataset.name,
    namespace: '',
    dataset,
    up: [],
    down: [],
    words: [dataset.name, dataset.type ?? '', dataset.javaType, dataset.place ?? ''].join('\n').toLowerCase(),
  };
}

function namespaceItem(name) {
  const namespace = name.slice(0, Math.max(0, name.lastIndexOf('.')));
  const short = namespace ? name.slice(namespace.length + 1) : name;
  return {
    id: 'g:' + name, kind: 'namespace', name, short, namespace, nodes: [], up: [], down: [], words: name.toLowerCase(),
  };
}

function connect(from, to) {
  if (from && to && !from.down.includes(to)) {
    from.down.push(to);
    to.up.push(from);
  }
}

/** Names can be any text, also `__proto__`: they are keys of maps, never of objects. */
export function modelOf(json) {
  const items = new Map();
  const add = item => items.set(item.id, item).get(item.id);
  const nodes = json.nodes.map(node => add(nodeItem(node)));
  const datasets = json.datasets.map(dataset => add(datasetItem(dataset)));
  for (const item of nodes) {
    item.node.inputs.forEach(use => connect(items.get('d:' + use.dataset), item));
    item.node.outputs.forEach(use => connect(item, items.get('d:' + use.dataset)));
    item.node.after.forEach(earlier => connect(items.get('n:' + earlier), item));
    for (const name of around(item.namespace)) {
      (items.get('g:' + name) ?? add(namespaceItem(name))).nodes.push(item);
    }
  }
  for (const item of datasets) {
    item.namespace = item.up.length ? item.up[0].namespace : '';
  }
  return {
    pipeline: json.pipeline,
    environment: json.environment,
    code: json.code,
    reachedBy: json.reachedBy,
    times: json.times,
    runs: json.runs,
    lineage: json.lineage,
    previews: json.previews ?? [],
    items,
    nodes,
    datasets,
    namespaces: [...items.values()].filter(item => item.kind === 'namespace'),
  };
}

/**
 * Returns the items that can be reached from some items over `side`, which is `up` or `down`, including these items.
 */
export function reached(starts, side) {
  const seen = new Set(starts);
  for (const item of seen) {
    item[side].forEach(next => seen.add(next));
  }
  return seen;
}

export function membersOf(item) {
  return item.kind === 'namespace' ? item.nodes : [item];
}

/** Returns the number of nodes in each state, in the order of the states. */
export function statesOf(nodes) {
  const counts = STATES.map(state => ({state, count: nodes.filter(node => node.state === state).length}));
  return counts.filter(each => each.count > 0);
}

export function counted(count, word, words = word + 's') {
  return count + ' ' + (count === 1 ? word : words);
}
