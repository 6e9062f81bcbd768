// Folds similar boxes: they are alike, and are connected to boxes that are alike.

/** Fewer similar boxes than this are not folded. */
const FEWEST = 10;
/** Neighbours are compared up to this distance. If the comparison does not end within it, nothing is folded. */
const MOST_ROUNDS = 60;

/** A name without its numbers. */
function stem(text) {
  return text.replace(/\p{N}+/gu, '#');
}

function parentOf(namespace) {
  return namespace.slice(0, Math.max(0, namespace.lastIndexOf('.')));
}

/**
 * What similar boxes have in common: nodes have the same method except for numbers, in the same or in sibling
 * namespaces.
 */
function looks({item}) {
  if (item.kind === 'node') {
    const method = item.namespace ? item.node.method.replace(item.namespace + '.', '') : item.node.method;
    return 'n\n' + parentOf(item.namespace) + '\n' + stem(method) + '\n' + stem(item.short);
  }
  return item.kind === 'namespace' ? 'g\n' + item.id : 'd\n' + item.kind + '\n' + (item.dataset.type ?? '');
}

/** Returns the first box with the same key for each box, or a unique number if too few boxes have this key. */
function classes(boxes, count, keyOf) {
  const sets = new Map();
  for (const v of boxes) {
    const key = keyOf(v);
    sets.has(key) ? sets.get(key).push(v) : sets.set(key, [v]);
  }
  return [...sets.values()].flatMap(set => set.map(v => [v, set.length < FEWEST ? count + v : set[0]]));
}

/**
 * Returns the first similar box for each box, or a unique number if too few boxes are similar. The neighbours of
 * similar boxes are similar, too, or the same.
 */
function shapes(picture) {
  const count = picture.boxes.length;
  const ups = Array.from({length: count}, () => []);
  const downs = Array.from({length: count}, () => []);
  for (const {from, to, isOrder} of picture.edges) {
    downs[from].push(isOrder ? ~to : to);
    ups[to].push(isOrder ? ~from : from);
  }
  const of = new Int32Array(count);
  const all = Array.from({length: count}, (_, v) => v);
  classes(all, count, v => looks(picture.boxes[v])).forEach(([v, number]) => of[v] = number);
  const sideOf = side => side.map(v => v < 0 ? ~of[~v] : of[v]).sort((a, b) => a - b).join();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = all.filter(v => of[v] < count);
    const next = classes(open, count, v => of[v] + ';' + sideOf(ups[v]) + ';' + sideOf(downs[v]));
    if (next.every(([v, number]) => of[v] === number)) {
      return of;
    }
    next.forEach(([v, number]) => of[v] = number);
  }
  return undefined;
}

function commonName(members) {
  const names = new Set(members.map(({item}) => stem(item.short)));
  return names.size === 1 ? [...names][0] : members[0].item.short + ' …';
}

function foldOf(members, number, stateOf) {
  const first = members[0].item;
  const items = members.flatMap(box => box.members);
  const name = commonName(members) + ' ×' + members.length;
  return {
    number,
    item: {
      id: 'f:' + first.id, kind: first.kind, isFold: true, name, short: name, namespace: '', up: [], down: [],
      words: items.map(item => item.words).join('\n'), first,
    },
    ...(first.kind === 'node' ? stateOf(items) : {line: first.dataset.type ?? (first.kind === 'parameter' ? 'parameter' : 'in memory')}),
    isLive: members[0].isLive,
    members: items,
  };
}

/**
 * Returns a picture in which each set of similar boxes is one box, and the id of the fold by the id of each folded
 * item. Sets whose first item is among `unfolded`, by its id, stay. `stateOf` gives the state and the line of nodes.
 */
export function folded(picture, unfolded, stateOf) {
  const shape = picture.boxes.length >= FEWEST ? shapes(picture) : undefined;
  const known = new Map();
  shape?.forEach((first, v) => {
    if (first < picture.boxes.length && !unfolded.has(picture.boxes[first].item.id)) {
      known.has(first) ? known.get(first).push(v) : known.set(first, [v]);
    }
  });
  const sets = [...known.values()];
  if (!sets.length) {
    return {picture, folds: new Map()};
  }
  const setOf = new Map(sets.flatMap(set => set.map(v => [v, set])));
  const boxes = [];
  const numbers = [];
  const folds = new Map();
  picture.boxes.forEach((box, v) => {
    const set = setOf.get(v);
    if (!set) {
      numbers[v] = boxes.length;
      boxes.push({...box, number: boxes.length});
    } else if (set[0] === v) {
      const fold = foldOf(set.map(each => picture.boxes[each]), boxes.length, stateOf);
      set.forEach(each => numbers[each] = boxes.length);
      fold.members.forEach(item => folds.set(item.id, fold.item.first.id));
      boxes.push(fold);
    }
  });
  const edges = new Map();
  for (const edge of picture.edges) {
    const [from, to] = [numbers[edge.from], numbers[edge.to]];
    const key = from + ':' + to;
    if (from !== to && !(edges.has(key) && edge.isOrder)) {
      edges.set(key, {from, to, isOrder: edge.isOrder});
    }
  }
  return {picture: {boxes, edges: [...edges.values()]}, folds};
}
