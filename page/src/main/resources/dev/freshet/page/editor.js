// Links that open a position of the source in an editor, once the reader has set the directory of the project on this
// machine.

import {html, say, visible} from './dom.js';

const ROOT = 'freshet-root';
const EDITOR = 'freshet-editor';

/** The editors that open files by a URL. */
const EDITORS = new Map([
  ['vscode', {name: 'VS Code', url: (path, line) => 'vscode://file' + (path.startsWith('/') ? '' : '/') + encoded(path) + (line ? ':' + line : '')}],
  ['idea', {name: 'IntelliJ IDEA', url: (path, line) => 'idea://open?file=' + encodeURIComponent(path) + (line ? '&line=' + line : '')}],
]);

function encoded(path) {
  return path.split('/').map(encodeURIComponent).join('/').replace(/^([A-Za-z])%3A/, '$1:').replace(/^\/([A-Za-z])%3A/, '/$1:');
}

/** A browser may not let a page from a file use its storage. Then the settings last as long as the page. */
const kept = new Map();

function stored(key) {
  try {
    return localStorage.getItem(key) ?? kept.get(key) ?? '';
  } catch {
    return kept.get(key) ?? '';
  }
}

function store(key, value) {
  kept.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it is kept in memory.
  }
}

function isAbsolute(path) {
  return /^(\/|[A-Za-z]:[\\/])/.test(path);
}

/**
 * Returns the URL that opens a position below the root; nothing if the root is not set or the position is elsewhere.
 */
export function editorUrl(source) {
  const [, path, line] = /^(.*?)(?::(\d+))?$/s.exec(source);
  const root = stored(ROOT).replaceAll('\\', '/').replace(/\/+$/, '');
  if (!isAbsolute(stored(ROOT)) || isAbsolute(path) || path.split(/[\\/]/).some(part => part === '..' || part === '...')) {
    return undefined;
  }
  return (EDITORS.get(stored(EDITOR)) ?? EDITORS.get('vscode')).url(root + '/' + path.replaceAll('\\', '/'), line);
}

function form(done) {
  const root = html('input', {'type': 'text', 'id': 'root', 'value': stored(ROOT), 'placeholder': '/home/me/project', 'aria-label': 'Directory of the project on this machine', 'spellcheck': 'false', 'autocomplete': 'off'});
  const editor = html('select', {'aria-label': 'Editor'}, ...[...EDITORS].map(([word, {name}]) =>
    html('option', {value: word, selected: word === stored(EDITOR)}, name)));
  const note = html('p', {class: 'count', role: 'status'}, 'Kept in this browser only.');
  const save = () => {
    const path = root.value.trim();
    if (path && !isAbsolute(path)) {
      note.textContent = 'Write a whole path, such as /home/me/project or C:\\project.';
      return;
    }
    store(ROOT, path);
    store(EDITOR, editor.value);
    say(path ? 'Places open in the editor' : 'Places open in no editor');
    done();
  };
  const field = html('div', {class: 'editor'}, root, editor, html('button', {type: 'button', onclick: save}, 'Save'), note);
  root.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      save();
    }
  });
  return {field, root};
}

/** Returns a link that opens a position in the editor, and the choice of the editor. */
export function editorLink(source, again) {
  const url = editorUrl(source);
  const area = html('div', {class: 'editor'});
  const choose = () => {
    const {field, root} = form(again);
    area.replaceChildren(field);
    root.focus();
  };
  area.append(
    url ? html('a', {href: url, rel: 'noreferrer', title: visible(source)}, 'Open in the editor') : '',
    html('button', {type: 'button', class: 'link', onclick: choose}, url ? 'Change' : 'Open in an editor …'));
  return area;
}
