// Shows reports of a pipeline, two versions side by side. A report is in a frame without any rights.

import {byId, html, named, visible} from './dom.js';
import {printInto} from './paper.js';

const data = JSON.parse(byId('data').textContent);
const NONE = '';

/** Reads the report and the versions in the address. */
function wanted() {
  return new URLSearchParams(location.hash.slice(1));
}

function options(select, names, chosen) {
  select.replaceChildren(...names.map(([value, text]) => html('option', {value, selected: value === chosen}, visible(text))));
}

function labelOf(dataset, version) {
  return dataset.name + ', ' + version[0];
}

function pane(dataset, version) {
  return html('section', {},
    html('h2', {}, named(version[0])),
    html('iframe', {sandbox: '', srcdoc: version[1], title: visible(labelOf(dataset, version))}));
}

function chosen(dataset) {
  return [byId('first').value, byId('second').value].filter(each => each !== NONE).map(each => dataset.versions[each]);
}

function show(dataset) {
  const versions = chosen(dataset);
  byId('panes').replaceChildren(...versions.map(version => pane(dataset, version)));
  if (versions.length === 0) {
    byId('panes').append(html('p', {class: 'none'}, 'There is no version yet. A run makes one.'));
  }
}

/** Fills the choices of versions: at first, the newest one and the one before it. */
function choose(dataset, first, second) {
  const known = dataset.versions.map((version, index) => [String(index), version[0]]);
  const has = each => known.some(([value]) => value === each);
  options(byId('first'), known, has(first) ? first : '0');
  options(byId('second'), [[NONE, 'no other'], ...known], second === NONE || has(second) ? second : known.length > 1 ? '1' : NONE);
  byId('place').textContent = visible(dataset.place);
  byId('notes').textContent = visible(dataset.notes.join('; '));
}

function current() {
  return data.datasets[Number(byId('report').value)];
}

function remember() {
  const state = {report: current().name, first: byId('first').value, second: byId('second').value};
  history.replaceState(null, '', '#' + new URLSearchParams(state));
}

function start() {
  const state = wanted();
  const title = 'Reports of ' + data.pipeline;
  document.title = visible(title);
  byId('title').append(named(title));
  const index = Math.max(0, data.datasets.findIndex(each => each.name === state.get('report')));
  options(byId('report'), data.datasets.map((each, number) => [String(number), each.name]), String(index));
  choose(current(), state.get('first'), state.get('second'));
  show(current());
  byId('report').addEventListener('change', () => {
    choose(current(), null, null);
    show(current());
    remember();
  });
  for (const name of ['first', 'second']) {
    byId(name).addEventListener('change', () => {
      show(current());
      remember();
    });
  }
  printInto(byId('paper'), () => chosen(current()).map(version => [labelOf(current(), version), version[1]]));
  document.documentElement.dataset.ready = 'yes';
}

start();
