// Describes what the nodes of a watched run do at the moment.

import {duration} from './words.js';

/** When the run began, by the clock of this page; nothing if no run is in progress. */
let began;

/** Sets the age of the run in milliseconds. */
export function setClock(milliseconds, isRunning) {
  began = isRunning ? performance.now() - milliseconds : undefined;
}

/** Returns the age of the run in milliseconds. */
export function age() {
  return began === undefined ? undefined : Math.max(0, performance.now() - began);
}

const ACTIVE = new Set(['running', 'saving', 'retrying', 'other run']);

export function isActive(item) {
  return ACTIVE.has(item.state);
}

/** Returns how long a node has been in its state, to the second. */
export function elapsed(item) {
  const now = age();
  return now === undefined || !isActive(item) ? undefined : Math.floor(Math.max(0, now - item.live.since) / 1000);
}

function share({done, total}) {
  return total ? done + ' of ' + total : done ? String(done) : '';
}

/** The second line of a node's box. */
export function liveLine(item) {
  const {live} = item;
  const seconds = elapsed(item);
  const parts = [item.state];
  if (isActive(item)) {
    parts.push(share(live), !live.total && seconds ? duration(seconds * 1000) : '');
  } else if (live.took !== undefined) {
    parts.push(duration(live.took));
  }
  return parts.filter(Boolean).join(' · ');
}
