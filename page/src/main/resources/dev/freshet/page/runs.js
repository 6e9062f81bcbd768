// The view of runs: compares two runs, with their changes and results.

import {broken, html, named, visible} from './dom.js';
import {counted} from './model.js';
import {bytes, duration} from './words.js';

/** The largest number of rows in a table. */
const MOST_ROWS = 200;
/** The largest number of nodes for a change. */
const MOST_NODES = 6;
const KINDS = {code: 'Code', parameter: 'Parameter', input: 'Input', declaration: 'Declaration'};
const SETTINGS = [['commit', 'Commit'], ['user', 'User'], ['host', 'Machine'], ['job', 'Job'], ['java', 'Java'], ['os', 'System']];

function when(run) {
  return new Date(run.start).toLocaleString();
}

function titleOf(run) {
  return [run.run.slice(0, 8), when(run), run.outcome, duration(run.milliseconds), run.commit && 'commit ' + run.commit.slice(0, 7)]
    .filter(Boolean).map(visible).join(' · ');
}

/** Returns the numbers of the runs to compare, the earlier one first; at first, the last two. */
export function chosen(runs, pair) {
  const numbers = (pair ?? '').split(',').map(id => runs.list.findIndex(run => run.run === id)).filter(i => i >= 0);
  const [a, b] = numbers.length === 2 ? numbers : [Math.min(1, runs.list.length - 1), 0];
  return {before: Math.max(a, b), after: Math.min(a, b)};
}

function choice(runs, label, number, choose) {
  const select = html('select', {'id': 'runs-' + label, 'aria-label': label === 'before' ? 'Earlier run' : 'Later run', 'onchange': event => choose(Number(event.target.value))},
    ...runs.list.map((run, i) => html('option', {value: i, selected: i === number}, titleOf(run))));
  return html('label', {}, html('span', {}, label === 'before' ? 'Before' : 'After'), select);
}

function link(model, name, does) {
  const item = model.items.get('n:' + name) ?? model.items.get('d:' + name);
  return item
    ? html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(name))
    : named(name);
}

function links(model, names, does) {
  const shown = names.slice(0, MOST_NODES).flatMap((name, i) => [i ? ', ' : '', link(model, name, does)]);
  return [...shown, names.length > MOST_NODES ? ' and ' + (names.length - MOST_NODES) + ' more' : ''];
}

/** `numbers` is the first of the columns with numbers. */
function table(caption, heads, rows, numbers = heads.length) {
  if (!rows.length) {
    return [];
  }
  const cut = rows.length > MOST_ROWS ? [html('p', {class: 'count'}, 'and ' + (rows.length - MOST_ROWS) + ' more')] : [];
  return [
    html('h3', {}, caption + ' (' + rows.length + ')'),
    html('div', {class: 'scroll compared', tabindex: '0', role: 'region', 'aria-label': caption}, html('table', {'aria-label': caption},
      html('thead', {}, html('tr', {}, ...heads.map((head, i) => html('th', {scope: 'col', class: i < numbers ? null : 'number'}, head)))),
      html('tbody', {}, ...rows.slice(0, MOST_ROWS).map(cells => html('tr', {}, ...cells.map((cell, i) =>
        html(i ? 'td' : 'th', {scope: i ? null : 'row', class: i < numbers ? null : 'number'}, cell))))))),
    ...cut,
  ];
}

function contents(run) {
  return new Map(run.nodes.flatMap(node => (node.outputs ?? []).map(output => [output.dataset, {...output, node: node.node}])));
}

function content(output) {
  return output
    ? [output.version, output.rows === undefined ? '' : counted(output.rows, 'row'), output.bytes === undefined ? '' : bytes(output.bytes)]
      .filter(Boolean).join(', ')
    : 'none';
}

function results(model, runs, before, after, does) {
  const [old, now] = [contents(before), contents(after)];
  const isStored = output => output && !output.version.startsWith('memory ');
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter(name => old.get(name)?.version !== now.get(name)?.version && (isStored(old.get(name)) || isStored(now.get(name))))
    .map(name => [link(model, name, does), link(model, runs.nodes[(now.get(name) ?? old.get(name)).node], does),
      content(old.get(name)), content(now.get(name))]);
}

function signed(difference) {
  return (difference > 0 ? '+' : difference < 0 ? '−' : '±') + duration(Math.abs(difference));
}

/** Returns what a node did, such as `succeeded, 3 partitions made, 97 kept`. */
function done(node) {
  const of = ({dataset, made, kept, removed}) => {
    const [first, ...others] = [[made, 'made'], [kept, 'kept'], [removed, 'removed']].filter(([number]) => number);
    const name = node.partitions.length > 1 ? ' of ' + visible(dataset) : '';
    return first ? [counted(first[0], 'partition') + name + ' ' + first[1], ...others.map(each => each.join(' '))] : [];
  };
  return node ? [node.outcome, ...(node.partitions ?? []).flatMap(of)].join(', ') : 'not in the pipeline';
}

function times(model, runs, before, after, does) {
  const [old, now] = [before, after].map(run => new Map(run.nodes.map(node => [node.node, node])));
  const rows = [...new Set([...now.keys(), ...old.keys()])].map(number => {
    const [a, b] = [old.get(number), now.get(number)];
    const ran = [a?.milliseconds, b?.milliseconds];
    const difference = ran.every(each => each !== undefined) ? ran[1] - ran[0] : undefined;
    return {number, a, b, ran, difference};
  }).filter(({a, b, ran}) => a?.outcome !== b?.outcome || ran.some(each => each !== undefined));
  rows.sort((x, y) => Math.abs(y.difference ?? 0) - Math.abs(x.difference ?? 0));
  const time = milliseconds => milliseconds === undefined ? '' : duration(milliseconds);
  return rows.map(({number, a, b, ran, difference}) => [
    link(model, runs.nodes[number], does), done(a), done(b),
    time(ran[0]), time(ran[1]), difference === undefined ? '' : signed(difference)]);
}

function causes(model, runs, difference, does) {
  if (!difference) {
    return [html('p', {}, 'This is one run.')];
  }
  const unknown = difference.unknown.map(number => runs.nodes[number]);
  return [
    html('h3', {}, 'What was changed'),
    difference.causes.length
      ? html('ul', {'class': 'causes', 'aria-label': 'What was changed'}, ...difference.causes.map(cause => html('li', {class: cause.kind},
        html('span', {class: 'kind-word'}, KINDS[cause.kind]), ' ', html('bdi', {}, broken(cause.text.replace(/^(parameter|input) /, ''))),
        html('small', {}, ' for ', ...links(model, cause.nodes.map(number => runs.nodes[number]), does)))))
      : html('p', {}, 'Nothing.'),
    unknown.length
      ? html('p', {class: 'count'}, 'It is no longer known what these results were made from: ', ...links(model, unknown, does))
      : null,
  ];
}

function settings(before, after) {
  const rows = SETTINGS.filter(([key]) => before[key] !== after[key] || (key === 'commit' && before.dirty !== after.dirty));
  const text = (run, key) => visible(run[key] || 'unknown') + (key === 'commit' && run.dirty ? ' (dirty)' : '');
  return table('Surroundings', ['What', 'Before', 'After'], rows.map(([key, name]) => [name, text(before, key), text(after, key)]));
}

/** Fills an element with two runs side by side. `does` has `select(id)` and `pair(before, after)`. */
export function drawRuns(area, model, pair, does) {
  const {runs} = model;
  if (!runs) {
    area.replaceChildren(html('p', {class: 'nothing'}, 'There is no report of a run of this pipeline here.'));
    return;
  }
  const {before, after} = chosen(runs, pair);
  const [old, now] = [runs.list[before], runs.list[after]];
  const choose = (a, b) => does.pair(runs.list[a].run, runs.list[b].run);
  const difference = runs.differences.find(each => each.before === before && each.after === after);
  area.replaceChildren(...[
    html('h2', {}, 'Runs'),
    html('div', {class: 'pair'},
      choice(runs, 'before', before, number => choose(number, after)),
      choice(runs, 'after', after, number => choose(before, number))),
    html('p', {class: 'count'}, 'Of the last ' + counted(runs.list.length, 'run') + ' of this checkout that had something to do.'),
    ...causes(model, runs, difference, does),
    ...table('Results with other content', ['Dataset', 'Made by', 'Before', 'After'], results(model, runs, old, now, does)),
    ...table('Nodes', ['Node', 'Before', 'After', 'Time before', 'Time after', 'Difference'], times(model, runs, old, now, does), 3),
    ...settings(old, now),
  ].filter(Boolean));
}
