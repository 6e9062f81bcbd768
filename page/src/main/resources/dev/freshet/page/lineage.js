// The view of lineage: what a version of a dataset was made from, and what was made from it.

import {html, named, visible} from './dom.js';
import {duration} from './words.js';

/** How many disclosures there were: each names its list by a number. */
let lists = 0;

/** The largest number of steps in each direction. */
const MOST_STEPS = 300;
/** Deeper steps are collapsed at first. */
const OPEN_DEPTH = 3;

function link(model, id, name, does) {
  return model.items.has(id)
    ? html('button', {type: 'button', class: 'link', onclick: () => does.select(id)}, named(name))
    : named(name);
}

function version(text) {
  if (text?.startsWith('derived:')) {
    return html('small', {}, 'in memory');
  }
  return text ? html('code', {class: 'version'}, visible(text.length > 17 ? text.slice(0, 17) : text)) : null;
}

function milliseconds(iso) {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return Math.round(((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000);
}

function whoOf(step) {
  const {run} = step;
  const words = [new Date(step.finished).toLocaleString(), 'took ' + duration(milliseconds(step.duration)),
    run.user ? run.user + (run.host ? ' on ' + run.host : '') : '', 'run ' + run.run.slice(0, 8),
    run.commit ? 'commit ' + run.commit.slice(0, 7) + (run.dirty ? ' (dirty)' : '') : '',
    'code ' + step.code.slice(0, 12), step.accepted ? 'accepted' : '', step.latest ? '' : 'replaced since'];
  return words.filter(Boolean).map(visible).join(', ');
}

function parametersOf(step) {
  const all = Object.entries(step.parameters);
  return all.length ? html('small', {class: 'parameters', dir: 'auto'}, visible(all.map(([name, value]) => name + ' = ' + value).join(', '))) : null;
}

function head(model, step, does) {
  return [link(model, 'n:' + step.node, step.node, does), html('small', {}, ' ' + whoOf(step)), parametersOf(step)];
}

/** A button beside the title opens the list. A `summary` would have the links of the title inside of a button. */
function folded(name, title, entries, depth) {
  if (!entries.length) {
    return html('div', {class: 'leaf'}, ...title);
  }
  const list = html('ul', {id: 'steps-' + lists++}, ...entries);
  const button = html('button', {'type': 'button', 'class': 'twist', 'aria-label': visible(name), 'aria-controls': list.id});
  const open = isOpen => {
    button.setAttribute('aria-expanded', String(isOpen));
    // Browsers that can search in what is hidden this way open it for a match.
    isOpen ? list.removeAttribute('hidden') : list.setAttribute('hidden', 'until-found');
  };
  button.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'));
  list.addEventListener('beforematch', () => open(true));
  open(depth < OPEN_DEPTH);
  return html('div', {class: 'folded'}, button, html('div', {}, ...title), list);
}

/** Lists steps as a tree. A step that occurs again has only its name. */
function treeOf(lineage, model, does) {
  const seen = new Set();
  const isNew = number => !seen.has(number) && seen.size < MOST_STEPS && Boolean(seen.add(number));
  const again = step => html('li', {}, html('div', {class: 'leaf'}, link(model, 'n:' + step.node, step.node, does),
    html('small', {}, seen.size < MOST_STEPS ? ' see above' : ' and what is beyond it: too much to list')));
  const up = (number, depth) => {
    const step = lineage.steps[number];
    return isNew(number)
      ? html('li', {}, folded('What ' + step.node + ' read', head(model, step, does), Object.entries(step.inputs).map(([name, input]) => html('li', {},
        link(model, 'd:' + name, name, does), ' ', version(input.version),
        input.step === undefined
          ? html('small', {dir: 'auto'}, ' ' + visible(input.origin ?? ''))
          : html('ul', {}, up(input.step, depth + 1)))), depth))
      : again(step);
  };
  const down = (number, depth) => {
    const step = lineage.steps[number];
    const readers = () => step.readers.map(reader => down(reader, depth + 1));
    return isNew(number)
      ? html('li', {}, folded('What read the results of ' + step.node, [...head(model, step, does),
        ...Object.entries(step.outputs).map(([name, made]) =>
          html('div', {}, '→ ', link(model, 'd:' + name, name, does), ' ', version(made)))], readers(), depth))
      : again(step);
  };
  return {up, down};
}

/** Returns whether a dataset has recorded lineage. */
export function hasLineage(model, item) {
  return Boolean(model.lineage?.datasets.some(each => 'd:' + each.dataset === item.id));
}

/** Fills an element with the lineage of a dataset, by its id. `does` has `select(id)` and `lineage(id)`. */
export function drawLineage(area, model, id, does) {
  const {lineage} = model;
  const answer = lineage?.datasets.find(each => 'd:' + each.dataset === id);
  if (!answer) {
    const all = lineage?.datasets ?? [];
    area.replaceChildren(html('h2', {}, 'Lineage'), all.length
      ? html('p', {}, 'Choose a dataset: ', ...all.slice(0, MOST_STEPS).flatMap((each, i) => [i ? ', ' : '',
        html('button', {type: 'button', class: 'link', onclick: () => does.lineage('d:' + each.dataset)}, named(each.dataset))]))
      : html('p', {class: 'nothing'}, 'No result of this pipeline is recorded here.'));
    return;
  }
  const made = treeOf(lineage, model, does);
  const read = treeOf(lineage, model, does);
  area.replaceChildren(...[
    html('h2', {}, 'Lineage of ', named(answer.dataset)),
    html('p', {}, answer.version && !answer.version.startsWith('derived:') ? 'Version ' : null, version(answer.version), answer.note ? html('small', {}, ' ' + visible(answer.note)) : null),
    html('h3', {}, 'Made from'),
    html('ul', {'class': 'lineage', 'aria-label': 'Made from'}, answer.maker === undefined
      ? html('li', {dir: 'auto'}, visible(answer.origin ?? 'no recorded result made it'))
      : made.up(answer.maker, 0)),
    html('h3', {}, 'What was made of it'),
    answer.readers.length
      ? html('ul', {'class': 'lineage', 'aria-label': 'What was made of it'}, ...answer.readers.map(number => read.down(number, 0)))
      : html('p', {}, 'No recorded result read it.'),
    lineage.isCut ? html('p', {class: 'count'}, 'There are more results than a page can hold; “lineage” on the command line has all.') : null,
    html('p', {class: 'again'}, html('button', {type: 'button', onclick: () => does.lineage('')}, 'Choose another')),
  ].filter(Boolean));
}
