// The subjects of "what if": code, parameters and datasets.

import {spread} from './spread.js';

function codeSubject(model, {what, source, reachedBy}) {
  const nodes = model.reachedBy[reachedBy].map(number => model.nodes[number]);
  return {
    id: 'c:' + what + (source ? ', ' + source : ''),
    what,
    place: source,
    words: (what + '\n' + (source ?? '')).toLowerCase(),
    effects: () => spread(model, new Map(nodes.map(({name}) => [name, {certainty: 'will', why: 'its code has it'}])), new Map()),
  };
}

function pathOf(name) {
  return name === 'parameters' ? '' : name.replace(/^params:/, '');
}

function isWithin(path, group) {
  return group === '' || path === group || path.startsWith(group + '.');
}

/** A change of a group may be a change of any value in it; a change of a value is a change of each group around it. */
function parametersWith(model, item) {
  const path = pathOf(item.name);
  const certaintyOf = other => isWithin(path, other) ? 'will' : isWithin(other, path) ? 'may' : undefined;
  return new Map(model.datasets
    .filter(each => each.kind === 'parameter')
    .map(each => [each.name, certaintyOf(pathOf(each.name))])
    .filter(([, certainty]) => certainty));
}

function datasetSubject(model, item) {
  const isParameter = item.kind === 'parameter';
  return {
    id: item.id,
    what: (isParameter ? 'parameter ' : 'the content of ') + item.name,
    place: item.dataset.place,
    words: item.words,
    effects: () => spread(model, new Map(), isParameter ? parametersWith(model, item) : new Map([[item.name, 'will']])),
  };
}

/** Returns all subjects by their ids, code first. */
export function subjectsOf(model) {
  const all = [
    ...model.code.map(each => codeSubject(model, each)),
    ...model.datasets.map(item => datasetSubject(model, item)),
  ];
  return new Map(all.map(subject => [subject.id, subject]));
}

/** Returns the id of the subject for an item: for a node, its method. */
export function subjectIdOf(model, item) {
  if (item.kind === 'node') {
    const code = model.code.find(each => each.source && each.source === item.node.source);
    return code && codeSubject(model, code).id;
  }
  return item.kind === 'namespace' ? undefined : item.id;
}
