// Spreads a change over a graph, by the rules of a run. The command `impact` has the same rules in Java.

const STRENGTH = {may: 1, will: 2};

function strength(certainty) {
  return STRENGTH[certainty] ?? 0;
}

function stronger(one, other) {
  return strength(one.certainty) >= strength(other.certainty) ? one : other;
}

/** Keeps the strongest effect for each name. */
function strongest() {
  const effects = new Map();
  return {
    effects,
    get: name => effects.get(name) ?? {},
    put(name, effect) {
      const isStronger = strength(effect.certainty) > strength(effects.get(name)?.certainty);
      if (isStronger) {
        effects.set(name, effect);
      }
      return isStronger;
    },
  };
}

/**
 * Returns the effect on each node that runs, by name: whether it `will` or `may` run, and why.
 *
 * @param model has the nodes in an order in which they can run
 * @param hits nodes of which something changes, by name
 * @param changed datasets whose content changes, by name, with `will` or `may`
 */
export function spread(model, hits, changed) {
  const datasetOf = name => model.items.get('d:' + name).dataset;
  const isStored = name => datasetOf(name).storage === 'stored';
  const nodeOf = name => model.items.get('n:' + name)?.node;
  const otherForms = new Map(model.nodes.map(({name, node}) => [name, model.datasets
    .filter(({dataset}) => dataset.producer === name && !node.outputs.some(use => use.dataset === dataset.name))
    .map(each => each.name)]));
  const isOnDemand = node => node.outputs.every(use => !isStored(use.dataset))
    && node.outputs.some(use => datasetOf(use.dataset).readers.length)
    && !otherForms.get(node.name).length && node.options.rerun !== 'ALWAYS';
  const isFixed = node => !isOnDemand(node) && ['NEVER', 'WHEN_MISSING'].includes(node.options.rerun);
  // A node whose output was changed from outside makes it again from the same inputs.
  const [direct, remade, differs, runs] = [strongest(), strongest(), strongest(), strongest()];
  let isSettled = true;
  const note = isNew => isSettled = isSettled && !isNew;

  function start() {
    hits.forEach((effect, name) => direct.put(name, effect));
    changed.forEach((certainty, name) => {
      const producer = nodeOf(datasetOf(name).producer);
      if (producer && isStored(name) && !isFixed(producer)) {
        remade.put(producer.name, {certainty, why: 'makes ' + name});
      } else {
        differs.put(name, {certainty});
      }
    });
  }

  function decide(node) {
    const cause = node.inputs.reduce((all, {dataset}) => {
      const {certainty} = differs.get(dataset);
      return stronger(all, {certainty, why: certainty === 'will' ? 'reads ' + dataset : 'if ' + dataset + ' changes'});
    }, direct.get(node.name));
    if (!isOnDemand(node) && !isFixed(node)) {
      note(runs.put(node.name, stronger(remade.get(node.name), cause)));
    }
    const stored = runs.get(node.name).certainty && 'may';
    node.outputs.forEach(({dataset}) =>
      note(differs.put(dataset, {certainty: isStored(dataset) ? stored : cause.certainty})));
    otherForms.get(node.name).forEach(dataset => note(differs.put(dataset, {certainty: stored})));
  }

  function demand(node) {
    const {certainty} = runs.get(node.name);
    for (const {dataset} of certainty ? node.inputs : []) {
      const producer = datasetOf(dataset).storage === 'memory' ? nodeOf(datasetOf(dataset).producer) : undefined;
      if (producer) {
        const why = (certainty === 'will' ? '' : 'if ') + node.name + ' needs ' + dataset;
        note(runs.put(producer.name, {certainty, why}));
      }
    }
  }

  start();
  const nodes = model.nodes.map(item => item.node);
  do {
    isSettled = true;
    nodes.forEach(decide);
    [...nodes].reverse().forEach(demand);
  } while (!isSettled);
  return runs.effects;
}
