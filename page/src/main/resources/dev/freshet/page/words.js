// Texts about items: times, kinds, commands.

import {visible} from './dom.js';

export const KINDS = {
  node: 'node', namespace: 'namespace', stored: 'dataset', memory: 'dataset', parameter: 'parameter',
};

export function duration(exact) {
  const milliseconds = Math.round(exact);
  if (milliseconds < 1000) {
    return milliseconds + ' ms';
  }
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 60_000) {
    return (milliseconds / 1000).toFixed(1) + ' s';
  }
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours ? hours + ' h ' : '') + minutes + ' min' + (hours ? '' : ' ' + seconds % 60 + ' s');
}

export function bytes(count) {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (count >= 1024 && unit + 1 < units.length) {
    count /= 1024;
    unit++;
  }
  return (Number.isInteger(count) ? count : count.toFixed(1)) + ' ' + units[unit];
}

/** Returns a word quoted for a shell. */
function quoted(word) {
  return /^[\p{L}\p{N}_.:/@%+=-]+$/u.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
}

function pattern(item) {
  return item.kind === 'namespace' ? quoted(item.name + '.*') : quoted(item.name);
}

/** Returns the arguments that run the selected part of the graph. */
export function sliceCommand(item, way) {
  if (item.kind === 'node' || item.kind === 'namespace') {
    return 'run ' + (way === 'up' ? '--to-nodes ' : '--from-nodes ') + pattern(item);
  }
  return 'run ' + (way === 'up' ? '--to-outputs ' : '--from-inputs ') + pattern(item);
}

/** Returns the parts of the graph that an item selects, by direction. */
export function slicesOf(item) {
  const isNode = item.kind === 'node' || item.kind === 'namespace';
  const slices = [];
  if (isNode || item.up.length) {
    slices.push({way: 'up', text: 'what it needs'});
  }
  if (isNode || item.down.length) {
    slices.push({way: 'down', text: 'what needs it'});
  }
  return slices;
}

export function commandsOf(item) {
  const commands = slicesOf(item).map(slice => sliceCommand(item, slice.way));
  if (item.kind === 'node') {
    return ['why ' + pattern(item), 'run --nodes ' + pattern(item), ...commands];
  }
  return item.kind === 'namespace' ? ['run --nodes ' + pattern(item), ...commands] : commands;
}

/** Returns the name of the style of a state. */
export function styleOf(state) {
  return state ? 'state-' + state.replaceAll(' ', '-') : '';
}

/**
 * Returns an item in words for screen readers. The visible text comes first, so that everybody has the same name for
 * the item.
 */
export function spoken(name, note, item) {
  return [visible(name), visible(note), KINDS[item.kind]].filter(Boolean).join(', ');
}
