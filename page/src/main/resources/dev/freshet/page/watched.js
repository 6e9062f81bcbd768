// The panel of a watched run or project, if nothing is selected.

import {html, named, prose, visible} from './dom.js';
import {counted, statesOf} from './model.js';
import {liveLine} from './progress.js';
import {duration} from './words.js';

/** The largest number of entries in a list. */
const MOST = 50;

/** The most important states, first. */
const TOLD = ['failed', 'running', 'saving', 'retrying', 'other run'];

function head(kind, name) {
  return html('div', {class: 'head'}, html('div', {}, html('p', {class: 'kind'}, kind), html('h2', {}, named(name))));
}

function entry(item, does) {
  const why = item.live.why?.split('\n')[0];
  return html('li', {class: 'state-' + item.state.replaceAll(' ', '-')},
    html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(item.name)),
    html('small', {dir: 'auto'}, prose([liveLine(item), why].filter(Boolean).join(': '))));
}

function capped(entries, count) {
  return [...entries, count > entries.length ? html('li', {}, 'and ' + (count - entries.length) + ' more') : null];
}

function nodesOf(model, states, does) {
  const all = states.flatMap(state => model.nodes.filter(item => item.live && item.state === state));
  return all.length
    ? [html('h3', {}, 'Now'), html('ul', {class: 'due'}, ...capped(all.slice(0, MOST).map(item => entry(item, does)), all.length))]
    : [];
}

function counts(model) {
  return html('dl', {}, ...statesOf(model.nodes).flatMap(({state, count}) =>
    [html('dt', {}, state), html('dd', {}, counted(count, 'node'))]));
}

function time(text) {
  return html('time', {datetime: text}, new Date(text).toLocaleString());
}

function runEntry(run) {
  return html('li', {}, html('b', {}, named(run.outcome || 'recorded')), ' ', time(run.started),
    html('small', {dir: 'auto'}, visible([
      run.pipeline, 'by ' + run.by, counted(run.nodes, 'node'), duration(run.milliseconds), 'run ' + run.id, run.commit,
    ].filter(Boolean).join(', '))));
}

function claimEntry(claim, model, does) {
  const item = claim.isOurs && model.items.get('n:' + claim.node);
  return html('li', {},
    item
      ? html('button', {type: 'button', class: 'link', onclick: () => does.select(item.id)}, named(claim.node))
      : html('b', {}, named(claim.node)),
    html('small', {dir: 'auto'}, visible([claim.isOurs ? '' : claim.pipeline, claim.holder].filter(Boolean).join(', ') + ', since '), time(claim.since),
      claim.usual ? ', usually ' + duration(claim.usual) : '', claim.heartbeat ? '' : ', no heartbeat: its run has ended'));
}

function work(project, model, does) {
  const claims = project.claims ?? [];
  return [
    ...(project.problem ? [html('p', {class: 'problem', dir: 'auto'}, visible(project.problem))] : []),
    html('h3', {}, 'At work'),
    project.holder ? html('p', {dir: 'auto'}, 'This checkout: ' + visible(project.holder)) : null,
    claims.length
      ? html('ul', {'class': 'links', 'aria-label': 'Nodes at work'},
        ...capped(claims.slice(0, MOST).map(claim => claimEntry(claim, model, does)), claims.length))
      : null,
    claims.length || project.holder ? null : html('p', {}, project.claims ? 'No run that shares the state.' : 'No run in this checkout.'),
    html('h3', {}, 'Last runs'),
    project.runs?.length
      ? html('ul', {'class': 'links runs', 'aria-label': 'Last runs'}, ...project.runs.map(runEntry))
      : html('p', {}, 'No run is recorded.'),
  ].filter(Boolean);
}

/** Fills the panel with the current work. */
export function showWatched(panel, model, does) {
  const {run, project} = model.watched;
  panel.replaceChildren(
    head(run ? 'run ' + run.id.slice(0, 8) : 'pipeline', model.pipeline),
    html('dl', {}, html('dt', {}, 'Environment'), html('dd', {}, named(model.environment)),
      ...(run ? [html('dt', {}, 'Started'), html('dd', {}, time(run.start)), html('dt', {}, 'Outcome'), html('dd', {}, run.outcome)] : [])),
    counts(model),
    ...nodesOf(model, TOLD, does),
    ...(project ? work(project, model, does) : []));
}
