// The details of the selected item, or the overview if nothing is selected.

import {broken, copy, html, named, prose, say, visible} from './dom.js';
import {editorLink} from './editor.js';
import {hasLineage} from './lineage.js';
import {counted, PLANNED, statesOf} from './model.js';
import {previewParts} from './preview.js';
import {bytes, commandsOf, duration, KINDS, sliceCommand, slicesOf} from './words.js';

const RERUN = {
  WHEN_MISSING: 'only if an output is missing', NEVER: 'never', ALWAYS: 'always',
};

/** The largest number of nodes in the overview. */
const MOST_DUE = 100;

/** Returns a text with a button that copies it. Long paths are broken at their slashes. */
export function copyable(text) {
  const words = visible(text).split(/(?<=[/])/).flatMap(word => [html('wbr'), word]);
  return html('span', {class: 'copyable'}, html('code', {}, ...words),
    html('button', {
      'type': 'button', 'class': 'copy', 'data-copies': text, 'aria-label': 'Copy ' + visible(text), 'onclick': () => copy(text),
    }, 'Copy'));
}

function link(item, does, note) {
  return html('li', {}, html('button', {
    type: 'button', class: 'link', onclick: () => does.select(item.id),
  }, named(item.name)), note ? html('small', {}, ' ' + visible(note)) : null);
}

function list(title, entries) {
  return entries.length ? [html('h3', {}, title), html('ul', {class: 'links'}, ...entries)] : [];
}

function facts(rows) {
  const known = rows.filter(([, value]) => value !== undefined && value !== '' && value !== null);
  const wide = value => value instanceof Element && value.matches('.copyable') ? 'wide' : null;
  return known.length
    ? [html('dl', {}, ...known.flatMap(([name, value]) =>
      [html('dt', {class: wide(value)}, name), html('dd', {class: wide(value)}, value)]))]
    : [];
}

function text(value) {
  return value ? html('span', {dir: 'auto'}, broken(value)) : undefined;
}

function badge(state) {
  return state
    ? html('p', {class: 'badge state-' + state.replaceAll(' ', '-')}, state)
    : null;
}

function time(last) {
  return last && html('time', {datetime: last.finished}, new Date(last.finished).toLocaleString());
}

function optionsOf({options}) {
  return [
    ['Runs', RERUN[options.rerun]],
    ['Processors', options.cpus === 1 ? undefined : String(options.cpus)],
    ['Memory', options.memory ? bytes(options.memory) : undefined],
    ['Uses', text(Object.entries(options.uses).map(([name, amount]) => amount + ' ' + name).join(', '))],
    ['Beside it', options.exclusive ? 'nothing runs' : undefined],
    ['Partitions at a time', options.atOnce ? String(options.atOnce) : undefined],
    ['Retries', options.retries ? String(options.retries) : undefined],
    ['Time limit', options.timeout],
  ];
}

function useLinks(model, uses, does) {
  return uses.flatMap(use => {
    const item = model.items.get('d:' + use.dataset);
    const form = use.form === 'value' ? '' : use.form.replaceAll('_', ' ');
    return item ? [link(item, does, [item.dataset.javaType, form].filter(Boolean).join(', '))] : [];
  });
}

function nodeParts(model, item, does) {
  const {node} = item;
  const {status} = node;
  const after = node.after.map(name => model.items.get('n:' + name)).filter(Boolean);
  return [
    item.live ? null : badge(item.state),
    ...(status?.reasons.length && !item.live
      ? [html('ul', {'class': 'reasons', 'aria-label': 'Reasons'},
        ...status.reasons.map(reason => html('li', {dir: 'auto'}, prose(reason))))]
      : []),
    ...facts([
      ['Method', text(node.method)],
      ['Code', node.source ? copyable(node.source) : undefined],
      ['Last success', time(status?.last)],
      ['It took', status?.last && duration(status.last.milliseconds)],
      ['Tags', text(node.tags.join(', '))],
      ...optionsOf(node),
    ]),
    node.source ? editorLink(node.source, does.again) : null,
    ...list('Reads', useLinks(model, node.inputs, does)),
    ...list('Produces', useLinks(model, node.outputs, does)),
    ...list('Starts after', after.map(each => link(each, does))),
  ];
}

function datasetParts(model, item, does) {
  const {dataset} = item;
  return [
    ...facts([
      ['Dataset type', text(dataset.type)],
      ['Java type', html('code', {}, visible(dataset.javaType))],
      ['Place', dataset.place ? copyable(dataset.place) : undefined],
      ['Stored', item.kind === 'memory' ? 'in memory, for one run' : undefined],
    ]),
    ...(item.up.length
      ? list('Produced by', item.up.map(each => link(each, does, each.state)))
      : [html('p', {}, item.kind === 'parameter' ? 'A parameter of the configuration.' : 'An input of the pipeline.')]),
    hasLineage(model, item) ? html('p', {}, html('button', {type: 'button', onclick: () => does.lineage(item.id)}, 'Lineage')) : null,
    ...list('Read by', item.down.map(each => link(each, does, each.state))),
    ...previewParts(model, item, does),
  ];
}

function namespaceParts(model, item, view, does) {
  const isClosed = view.closed.has(item.name);
  return [
    ...facts(statesOf(item.nodes).map(each => [each.state, counted(each.count, 'node')])),
    html('p', {}, html('button', {type: 'button', onclick: () => does.open(item.name, isClosed)},
      isClosed ? 'Expand in the graph' : 'Collapse in the graph')),
    ...list('Nodes', item.nodes.map(each => link(each, does, each.state))),
  ];
}

function partsOf(model, item, view, does) {
  if (item.kind === 'node') {
    return nodeParts(model, item, does);
  }
  return item.kind === 'namespace' ? namespaceParts(model, item, view, does) : datasetParts(model, item, does);
}

function header(item, does) {
  return html('div', {class: 'head'},
    html('div', {}, html('p', {class: 'kind'}, KINDS[item.kind]), html('h2', {}, named(item.name))),
    html('button', {type: 'button', class: 'close', 'aria-label': 'Close details', onclick: does.close}, '×'));
}

function slices(item, view, does) {
  const pressed = slice => view.slice?.of === item.id && view.slice.way === slice.way;
  return slicesOf(item).map(slice => html('button', {
    'type': 'button',
    'aria-pressed': String(pressed(slice)),
    'onclick': () => does.slice(pressed(slice) ? undefined : {of: item.id, way: slice.way}),
  }, slice.text));
}

/** Fills the panel with the details of an item. */
export function showDetail(panel, model, item, view, does) {
  const subject = does.subjectOf(item);
  const commands = commandsOf(item);
  const buttons = slices(item, view, does);
  panel.replaceChildren(
    header(item, does),
    ...partsOf(model, item, view, does).filter(Boolean),
    ...(buttons.length ? [html('h3', {}, 'Show only'), html('div', {class: 'slices'}, ...buttons)] : []),
    ...(subject ? [html('p', {}, html('button', {type: 'button', onclick: () => does.ask(subject)}, 'What if it changes'))] : []),
    ...(commands.length
      ? [html('h3', {}, 'Commands'), html('ul', {class: 'commands'}, ...commands.map(each => html('li', {}, copyable(each))))]
      : []));
}

/** Copies the command that runs the selected part of the graph, or the first command of the selected item. */
export function copyCommand(model, {slice, selected}) {
  const item = model.items.get(selected);
  if (slice) {
    copy(sliceCommand(model.items.get(slice.of), slice.way));
  } else if (item && commandsOf(item).length) {
    copy(commandsOf(item)[0]);
  } else {
    say('Select something first');
  }
}

/** Fills the panel with what a run would do. */
export function showOverview(panel, model, does) {
  const all = PLANNED.slice(0, 2).flatMap(state => model.nodes.filter(node => node.state === state));
  const due = all.slice(0, MOST_DUE);
  const counts = statesOf(model.nodes);
  panel.replaceChildren(
    html('div', {class: 'head'}, html('div', {}, html('p', {class: 'kind'}, 'pipeline'), html('h2', {}, named(model.pipeline)))),
    ...facts([
      ['Environment', text(model.environment)],
      ['Nodes', String(model.nodes.length)],
      ['Datasets', String(model.datasets.filter(each => each.kind !== 'parameter').length)],
    ]),
    ...(model.nodes.length ? [] : [html('p', {}, 'There are no nodes to show.')]),
    ...(counts.length ? [html('h3', {}, 'What a run would do')] : []),
    ...(counts.length && !due.length ? [html('p', {}, model.nodes.some(node => node.state === 'kept back')
      ? 'Nothing: all nodes are up to date or kept back.'
      : 'Nothing: all nodes are up to date.')] : []),
    ...(due.length
      ? [html('ul', {class: 'due'}, ...due.map(node => html('li', {class: 'state-' + node.state},
        html('button', {type: 'button', class: 'link', onclick: () => does.select(node.id)}, named(node.name)),
        html('small', {dir: 'auto'}, prose([node.state, ...node.node.status.reasons.slice(0, 1)].join(': '))))),
      all.length > due.length ? html('li', {}, 'and ' + (all.length - due.length) + ' more') : null)]
      : []));
}
