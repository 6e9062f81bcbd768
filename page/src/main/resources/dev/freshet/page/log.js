// The live part of a node's details: what it does, what it waits for, and its log.

import {html, prose, visible} from './dom.js';
import {elapsed, isActive} from './progress.js';
import {duration} from './words.js';

/** The largest number of lines in the list, which is also the server's limit. */
const MOST_LINES = 500;
/** The shortest time between two requests, in milliseconds. */
const BETWEEN = 400;

/** Sends a request to the page's server, with the token of the page's address. */
export async function ask(what, parameters = {}) {
  const given = new URLSearchParams(location.search);
  Object.entries(parameters).forEach(([name, value]) => given.set(name, value));
  const answer = await fetch(what + '?' + given);
  if (!answer.ok) {
    throw new Error(answer.status + ' ' + await answer.text());
  }
  return answer.json();
}

function lineOf(line) {
  return html('li', {class: 'level-' + line.level.replace(/\W/g, '')},
    html('small', {}, duration(line.at) + ' ' + line.level), ' ', html('span', {dir: 'auto'}, visibleLines(line.text)));
}

/** Makes invisible characters visible, except line breaks. */
function visibleLines(text) {
  return text.split('\n').map(visible).join('\n');
}

function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function factsOf(item, waits) {
  const {live} = item;
  const seconds = elapsed(item);
  return [
    ['Since', isActive(item) && seconds !== undefined ? duration(seconds * 1000) : ''],
    ['Progress', live.total ? live.done + ' of ' + live.total : live.done ? String(live.done) : ''],
    ['Attempt', live.tried ? String(live.tried) : ''],
    ['It took', live.took !== undefined ? duration(live.took) : ''],
    ['Waits for', item.state === 'waiting' ? waits : ''],
  ].filter(([, value]) => value);
}

/** Creates the live part of one node. It is updated piece by piece, so that one can read and scroll it meanwhile. */
export function livePart(item) {
  const badge = html('p', {class: 'badge'});
  const reasons = html('ul', {'class': 'reasons', 'aria-label': 'Reasons'});
  const bar = html('progress', {'max': 1, 'aria-label': 'Progress'});
  const facts = html('dl', {});
  const title = html('h3', {}, 'Log');
  const list = html('ol', {'id': 'log', 'class': 'log', 'tabindex': 0, 'aria-label': 'Log of the node'});
  const missed = html('p', {class: 'count'});
  const element = html('section', {'id': 'live-node', 'aria-label': 'State'}, badge, bar, reasons, facts, title, missed, list);
  let [next, waits, isAsking, asked] = [0, '', false, -Infinity];

  const show = () => {
    const word = item.state ?? '';
    badge.className = 'badge state-' + word.replaceAll(' ', '-');
    badge.hidden = !word;
    set(badge, word);
    const why = item.live?.why ?? '';
    if (reasons.dataset.why !== why) {
      reasons.dataset.why = why;
      reasons.replaceChildren(...why.split('\n').filter(Boolean).map(line => html('li', {dir: 'auto'}, prose(line))));
    }
    reasons.hidden = !why;
    bar.hidden = !(isActive(item) && item.live.total);
    bar.value = bar.hidden ? 0 : item.live.done / item.live.total;
    const rows = item.live ? factsOf(item, waits) : [];
    const text = JSON.stringify(rows);
    if (facts.dataset.shown !== text) {
      facts.dataset.shown = text;
      facts.replaceChildren(...rows.flatMap(([name, value]) =>
        [html('dt', {}, name), html('dd', {dir: 'auto'}, visible(value))]));
    }
    [title, list].forEach(each => each.hidden = !list.childElementCount);
  };
  const take = answer => {
    waits = answer.waits;
    const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4;
    list.append(...answer.lines.map(lineOf));
    next = answer.first + answer.lines.length;
    while (list.childElementCount > MOST_LINES) {
      list.firstChild.remove();
    }
    const before = next - list.childElementCount;
    set(missed, before > 0 ? before + ' earlier lines are not kept' : '');
    missed.hidden = before <= 0;
    show();
    if (isAtEnd) {
      list.scrollTop = list.scrollHeight;
    }
  };
  const fetchMore = async () => {
    isAsking = true;
    asked = performance.now();
    try {
      take(await ask('node', {name: item.name, from: next}));
    } catch {
      // The page says that the connection was lost.
    }
    isAsking = false;
  };
  const update = () => {
    show();
    const isWanted = item.state === 'waiting' || (item.live?.lines ?? 0) > next;
    const wait = BETWEEN - (performance.now() - asked);
    if (isWanted && !isAsking) {
      isAsking = true;
      setTimeout(fetchMore, Math.max(0, wait));
    }
  };
  show();
  fetchMore();
  return {item, element, update};
}
