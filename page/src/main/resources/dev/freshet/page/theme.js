// The dark or light theme: that of the system, until the reader chooses one.

import {byId, say} from './dom.js';

const KEY = 'freshet-theme';

/** A browser may not let a page from a file use its storage. */
function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function store(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

function current() {
  return document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function startTheme() {
  const known = stored();
  if (known === 'dark' || known === 'light') {
    document.documentElement.dataset.theme = known;
  }
  byId('theme-button').addEventListener('click', () => {
    const theme = current() === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    store(theme);
    say('The ' + theme + ' theme');
  });
}
