// The tree of nodes, datasets and parameters. It has the content of the graph, for the keyboard and for screen readers.

import {html, named, visible} from './dom.js';
import {counted} from './model.js';
import {spoken, styleOf} from './words.js';

function label(attributes, ...children) {
  return html('div', {'role': 'treeitem', 'tabindex': -1, 'aria-selected': 'false', ...attributes}, ...children);
}

function leaf(item, level) {
  const note = item.kind === 'node' ? item.state ?? '' : item.dataset.type ?? (item.kind === 'memory' ? 'in memory' : '');
  const state = item.state ? 'state-' + item.state.replaceAll(' ', '-') : null;
  return html('li', {role: 'none'}, label({
    'aria-level': level, 'aria-label': spoken(item.short, note, item), 'data-id': item.id, 'class': state,
  }, html('span', {class: 'word'}, named(item.short)), ' ', html('small', {}, note)));
}

/**
 * The group is beside its entry and not owned by it. Otherwise all names in the group would be part of the entry's name.
 * The levels say what belongs to what.
 */
function branch(id, name, note, level, children) {
  const group = html('ul', {'role': 'group', 'aria-label': visible(name)}, ...children);
  return html('li', {role: 'none'}, label({
    'aria-level': level, 'aria-label': visible(name) + ', ' + note, 'aria-expanded': 'true',
    'data-id': id, 'class': 'branch',
  }, html('span', {class: 'twist', 'aria-hidden': 'true'}), html('span', {class: 'word'}, named(name)), ' ',
  html('small', {}, note)), group);
}

function namespaceTree(model, namespace, level) {
  const inner = model.namespaces.filter(each => each.namespace === namespace).map(each => branch(
    each.id, each.short, counted(each.nodes.length, 'node'), level, namespaceTree(model, each.name, level + 1)));
  const nodes = model.nodes.filter(each => each.namespace === namespace).map(node => leaf(node, level));
  return [...inner, ...nodes];
}

function section(id, name, items) {
  return items.length ? [branch(id, name, String(items.length), 1, items.map(item => leaf(item, 2)))] : [];
}

/** Builds the tree. `does` has `select(id)` and `open(namespace, isOpen)`. */
export function outlineOf(model, tree, does) {
  const parameters = model.datasets.filter(each => each.kind === 'parameter');
  const datasets = model.datasets.filter(each => each.kind !== 'parameter');
  tree.replaceChildren(
    ...namespaceTree(model, '', 1),
    ...section('datasets', 'Datasets', datasets),
    ...section('parameters', 'Parameters', parameters));
  const all = [...tree.querySelectorAll('[role=treeitem]')];
  const byItem = new Map(all.map(entry => [entry.dataset.id, entry]));
  let current = all[0];
  current?.setAttribute('tabindex', '0');

  const seen = () => all.filter(entry => !entry.closest('[hidden]') && entry.offsetParent !== null);
  const focus = entry => {
    if (entry) {
      current?.setAttribute('tabindex', '-1');
      current = entry;
      entry.setAttribute('tabindex', '0');
      entry.focus();
    }
  };
  const open = (entry, isOpen) => {
    if (entry.dataset.id.startsWith('g:')) {
      does.open(entry.dataset.id.slice(2), isOpen);
    } else {
      entry.setAttribute('aria-expanded', String(isOpen));
    }
  };
  const isOpen = entry => entry.getAttribute('aria-expanded') === 'true';
  const choose = entry => model.items.has(entry.dataset.id) ? does.select(entry.dataset.id) : open(entry, !isOpen(entry));

  tree.addEventListener('click', event => {
    const entry = event.target.closest('[role=treeitem]');
    if (entry) {
      focus(entry);
      if (event.target.closest('.twist')) {
        open(entry, !isOpen(entry));
      } else {
        choose(entry);
      }
    }
  });
  const moves = {
    ArrowDown: entries => focus(entries[entries.indexOf(current) + 1]),
    ArrowUp: entries => focus(entries[entries.indexOf(current) - 1]),
    Home: entries => focus(entries[0]),
    End: entries => focus(entries[entries.length - 1]),
    ArrowRight: entries => !current.hasAttribute('aria-expanded') ? undefined
      : isOpen(current) ? focus(entries[entries.indexOf(current) + 1]) : open(current, true),
    ArrowLeft: () => current.hasAttribute('aria-expanded') && isOpen(current)
      ? open(current, false) : focus(current.closest('[role=group]')?.previousElementSibling),
    'Enter': () => choose(current),
    ' ': () => choose(current),
  };
  tree.addEventListener('keydown', event => {
    if (Object.hasOwn(moves, event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      moves[event.key](seen());
    }
  });
  return {
    focusFirst: () => focus(seen()[0]),
    /** Updates the tree from the view: the selection, and which namespaces are collapsed. */
    show(view) {
      for (const entry of all) {
        entry.setAttribute('aria-selected', String(entry.dataset.id === view.selected));
      }
      for (const each of model.namespaces) {
        byItem.get(each.id).setAttribute('aria-expanded', String(!view.closed.has(each.name)));
      }
      byItem.get(view.selected)?.scrollIntoView({block: 'nearest'});
    },
    /** Updates the states of nodes. */
    renew(items) {
      for (const item of items) {
        const entry = byItem.get(item.id);
        const small = entry.querySelector('small');
        if (small.textContent !== (item.state ?? '')) {
          small.textContent = item.state ?? '';
          entry.className = styleOf(item.state);
          entry.setAttribute('aria-label', spoken(item.short, small.textContent, item));
        }
      }
    },
    /** Keeps only matching entries and the entries around them; returns the number of matches. */
    filter(matches) {
      let count = 0;
      tree.classList.toggle('filtered', Boolean(matches));
      for (const entry of [...all].reverse()) {
        const item = model.items.get(entry.dataset.id);
        const isMatch = !matches || (item !== undefined && matches(item));
        count += matches && isMatch ? 1 : 0;
        entry.parentElement.hidden = !isMatch && !entry.parentElement.querySelector(':scope > ul > li:not([hidden])');
      }
      if (current?.closest('[hidden]')) {
        current.setAttribute('tabindex', '-1');
        current = seen()[0] ?? current;
        current.setAttribute('tabindex', '0');
      }
      return count;
    },
  };
}
