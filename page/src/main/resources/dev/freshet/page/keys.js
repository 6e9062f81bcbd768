// The keys of the whole page. The tree and the graph have further keys of their own.

import {byId, html} from './dom.js';

const HELP = [
  ['/', 'search'],
  ['Arrows', 'in the graph: along the edges, and within a layer; in the outline: as in any tree'],
  ['Enter', 'select, and show the details'],
  ['s', 'show only what the selected item needs, then only what needs it, then all'],
  ['w', 'what if: what runs if the selected item changes, or what you choose'],
  ['t', 'timeline of the last run; arrows lead from bar to bar'],
  ['r', 'runs, and what differs between two of them'],
  ['l', 'lineage of the selected dataset'],
  ['c', 'copy the command that runs the shown part, or the first command in the details'],
  ['[ and ]', 'collapse and expand the namespace'],
  ['{ and }', 'collapse and expand all namespaces'],
  ['f', 'fold equal boxes again; Enter on a fold shows them'],
  ['+ and −', 'zoom; in the timeline, around the bar that has the focus, or with Ctrl and the wheel around the pointer'],
  ['0', 'fit the graph or the timeline into the window'],
  ['g', 'go to the graph'],
  ['o', 'go to the outline'],
  ['d', 'go to the details'],
  ['Esc', 'close the details, or show all'],
  ['?', 'this list'],
];

export function fillHelp() {
  byId('help').replaceChildren(
    html('h2', {id: 'help-title'}, 'Keys'),
    html('dl', {}, ...HELP.flatMap(([key, what]) => [html('dt', {}, html('kbd', {}, key)), html('dd', {}, what)])),
    html('form', {method: 'dialog'}, html('button', {}, 'Close')));
}

/**
 * Listens to keys; `does` has a function for each of them. Ignores keys in text fields and shortcuts of the browser.
 */
export function listenToKeys(does) {
  const keys = new Map([
    ['/', does.search], ['?', does.help], ['s', does.slice], ['w', does.whatIf],
    ['t', does.timeline], ['r', does.runs], ['l', does.lineage], ['c', does.copy], ['f', does.fold], ['[', does.collapse], [']', does.expand],
    ['{', does.closeAll], ['}', does.openAll], ['+', does.zoomIn], ['=', does.zoomIn], ['-', does.zoomOut],
    ['0', does.fit], ['g', does.toGraph], ['o', does.toOutline], ['d', does.toDetail], ['Escape', does.escape],
  ]);
  document.addEventListener('keydown', event => {
    const isWriting = event.target.closest('input, select, textarea, dialog');
    if (event.ctrlKey || event.metaKey || event.altKey || (isWriting && event.key !== 'Escape') || byId('help').open) {
      return;
    }
    const action = keys.get(event.key);
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
