// The panel "what if": what will run, and what may, if something changes.

import {html, named, prose, visible} from './dom.js';
import {counted} from './model.js';
import {duration} from './words.js';

/** The largest number of subjects in the list. */
const MOST_SUBJECTS = 60;

/** The largest number of nodes in the list. */
const MOST_NODES = 200;

function head(title, does) {
  return html('div', {class: 'head'},
    html('div', {}, html('p', {class: 'kind'}, 'what if it changes'), title),
    html('button', {type: 'button', class: 'close', 'aria-label': 'Close what if', onclick: () => does.ask(undefined)}, '×'));
}

function subjectEntry(subject, does) {
  return html('li', {}, html('button', {type: 'button', class: 'link', onclick: () => does.ask(subject.id)},
    html('bdi', {}, visible(subject.what))),
  subject.place ? html('small', {dir: 'auto'}, visible(subject.place)) : null);
}

function fillChoice(list, subjects, text, does) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...subjects.values()].filter(subject => words.every(word => subject.words.includes(word)));
  list.replaceChildren(
    ...found.slice(0, MOST_SUBJECTS).map(subject => subjectEntry(subject, does)),
    ...(found.length > MOST_SUBJECTS ? [html('li', {}, 'and ' + (found.length - MOST_SUBJECTS) + ' more')] : []));
  return counted(found.length, 'match', 'matches');
}

/** Fills the panel with the subjects; returns the field that filters the list. */
export function showChoice(panel, subjects, does) {
  const list = html('ul', {'class': 'links subjects', 'aria-label': 'What can change'});
  const count = html('p', {class: 'count', role: 'status'}, fillChoice(list, subjects, '', does));
  const field = html('input', {
    'type': 'search', 'id': 'ask', 'placeholder': 'Method, constant, parameter, dataset', 'autocomplete': 'off',
    'aria-label': 'Search what can change', 'spellcheck': 'false',
    'oninput': event => count.textContent = fillChoice(list, subjects, event.target.value, does),
  });
  panel.replaceChildren(head(html('h2', {}, 'Choose what changes'), does), field, count, list);
  return field;
}

/** Returns what a box of the graph says of the effects on its nodes: nothing if there are none. */
export function effectOf(box, effects) {
  const found = box.members.map(item => item.kind === 'node' && effects?.get(item.name)?.certainty).filter(Boolean);
  if (!found.length) {
    return undefined;
  }
  const will = found.filter(certainty => certainty === 'will').length;
  const words = [[will, 'will run'], [found.length - will, 'may run']].filter(([count]) => count)
    .map(([count, word]) => box.members.length > 1 ? count + ' ' + word : word);
  return {state: will ? 'run' : 'maybe', line: words.join(' · ')};
}

/** Returns whether an item is what changes, or changes with it: a node that runs, or a dataset that such a node makes. */
export function isReached(item, subject, effects) {
  return effects.has(item.name) && item.kind === 'node'
    || item.kind !== 'node' && (item.id === subject || item.up.some(maker => effects.has(maker.name)));
}

function usualOf(items) {
  const known = items.filter(item => item.node.status?.last);
  const total = known.reduce((sum, item) => sum + item.node.status.last.usualMilliseconds, 0);
  const unknown = items.length - known.length;
  return [known.length ? 'usually ' + duration(total) : '', unknown ? counted(unknown, 'has', 'have') + ' not run yet' : '']
    .filter(Boolean).join('; ');
}

function nodeEntry(item, why, does) {
  const last = item.node.status?.last;
  const notes = [why, last ? 'usually ' + duration(last.usualMilliseconds) : '', item.state === 'run' ? 'runs anyway' : ''];
  return html('li', {}, html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(item.name)),
    html('small', {dir: 'auto'}, prose(notes.filter(Boolean).join('; '))));
}

function nodeList(title, name, items, effects, does) {
  return items.length
    ? [
      html('h3', {}, title + ' (' + items.length + ')'),
      html('p', {class: 'count'}, usualOf(items)),
      html('ul', {'class': 'due ' + name, 'aria-label': title},
        ...items.slice(0, MOST_NODES).map(item => nodeEntry(item, effects.get(item.name).why, does)),
        items.length > MOST_NODES ? html('li', {}, 'and ' + (items.length - MOST_NODES) + ' more') : null),
    ]
    : [];
}

/** Fills the panel with what runs if a subject changes. */
export function showImpact(panel, model, subject, effects, does) {
  const those = certainty => model.nodes.filter(item => effects.get(item.name)?.certainty === certainty);
  const [will, may] = [those('will'), those('may')];
  panel.replaceChildren(
    head(html('h2', {dir: 'auto'}, visible(subject.what)), does),
    ...(subject.place ? [html('p', {class: 'count', dir: 'auto'}, visible(subject.place))] : []),
    html('p', {}, html('button', {type: 'button', onclick: () => does.ask('')}, 'Choose another')),
    ...(will.length + may.length ? [] : [html('p', {}, 'Nothing runs.')]),
    ...nodeList('Will run', 'will', will, effects, does),
    ...nodeList('May run', 'may', may, effects, does));
}
