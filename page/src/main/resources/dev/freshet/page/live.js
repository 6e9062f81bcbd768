// A watched run or project: receives messages of the server, and updates the page.

import {byId, say, visible} from './dom.js';
import {ask, livePart} from './log.js';
import {counted} from './model.js';
import {age, isActive, setClock} from './progress.js';
import {duration} from './words.js';

/**
 * The shortest time between two drawings of the timeline, and between two announcements for screen readers, in
 * milliseconds.
 */
const BETWEEN = 1000;

/** The states in which a node no longer works in this run. */
const OVER = new Set(['succeeded', 'failed', 'fetched', 'skipped', 'up to date', 'kept back', 'blocked', 'cancelled', 'not run']);

/** The announcements for screen readers: failures and ends by name, or their number if there are many at once. */
function newsOf() {
  const ended = [];
  let timer;
  const tell = () => {
    timer = undefined;
    const failed = ended.filter(item => item.state === 'failed').map(item => visible(item.name) + ' failed');
    const done = ended.filter(item => item.state === 'succeeded');
    const others = done.length > 3 ? [counted(done.length, 'node') + ' succeeded'] : done.map(item => visible(item.name) + ' succeeded');
    ended.length = 0;
    say([...failed.slice(0, 5), ...others].join(', '));
  };
  return item => {
    ended.push(item);
    timer ??= setTimeout(tell, BETWEEN);
  };
}

/** Updates the model with a message; returns the nodes that changed. */
function take(model, message) {
  const {watched} = model;
  const changed = new Set();
  if (message.run && message.run.id) {
    watched.run = message.run;
    const expected = message.run.expected && new Set(message.run.expected);
    const keptBack = new Set(message.run.keptBack);
    model.nodes.filter(item => !item.live).forEach(item => {
      const state = !expected || expected.has(item.name) ? 'waiting' : keptBack.has(item.name) ? 'kept back' : 'up to date';
      item.live = {state, since: 0};
      item.state = state;
      changed.add(item);
    });
  }
  if (message.project) {
    watched.project = message.project;
  }
  for (const live of message.nodes) {
    const item = model.items.get('n:' + live.name);
    if (item) {
      item.live = live;
      item.state = live.state;
      changed.add(item);
    }
  }
  return changed;
}

function lineOf(model, connection) {
  const {run, project} = model.watched;
  if (run) {
    const ended = model.nodes.filter(item => OVER.has(item.state)).length;
    const how = run.outcome === 'running' ? 'running' + (connection === 'ended' ? ', but not watched any more' : '') : run.outcome;
    const time = age() ?? model.watched.took;
    return [how, ended + ' of ' + counted(model.nodes.length, 'node'), time === undefined ? '' : duration(time), connection === 'lost' ? 'connection lost' : '']
      .filter(Boolean).join(' · ');
  }
  if (connection === 'lost' || connection === 'ended') {
    return 'the server has ended';
  }
  const count = project?.claims?.length ?? (project?.holder ? 1 : 0);
  return project ? (count ? 'at work' : 'watching') : 'connecting';
}

/**
 * Watches, if the page came from a server. `does` has `changed(items)`, which updates nodes, `timeline()`, which
 * returns whether the timeline is shown, and `times()`, which draws it again.
 */
export function liveOf(model, does) {
  if (!document.documentElement.dataset.live) {
    return undefined;
  }
  model.watched = {};
  const news = newsOf();
  let connection = 'open';
  let part;
  let isFirst = true;
  let isAsking = false;
  let asked = -Infinity;

  const showLine = () => {
    const line = byId('run-line');
    line.hidden = false;
    line.dataset.outcome = model.watched.run?.outcome ?? '';
    const text = lineOf(model, connection);
    if (line.textContent !== text) {
      line.textContent = text;
    }
  };
  const updatePart = () => {
    if (part?.element.isConnected) {
      part.update();
    }
  };
  const askTimes = async () => {
    if (isAsking) {
      return;
    }
    isAsking = true;
    asked = performance.now();
    try {
      model.times = await ask('times') ?? model.times;
      does.times();
    } catch {
      // The status line says that the connection was lost.
    }
    isAsking = false;
  };
  const applied = message => {
    const before = new Map(model.nodes.map(item => [item, item.state]));
    const outcome = model.watched.run?.outcome;
    const changed = take(model, message);
    const {run} = model.watched;
    setClock(message.now, run?.outcome === 'running');
    model.watched.took = message.now;
    does.changed(changed);
    updatePart();
    showLine();
    if (!isFirst) {
      [...changed].filter(item => before.get(item) !== item.state && OVER.has(item.state)).forEach(news);
    }
    if (run && outcome && outcome !== run.outcome) {
      say('The run has ended: ' + run.outcome);
    }
    isFirst = false;
    if (does.timeline() && (run?.outcome !== 'running' || performance.now() - asked > BETWEEN)) {
      askTimes();
    }
  };
  const events = new EventSource('events' + location.search);
  events.addEventListener('message', event => {
    connection = 'open';
    applied(JSON.parse(event.data));
  });
  events.addEventListener('end', () => {
    events.close();
    connection = 'ended';
    setClock(0, false);
    showLine();
  });
  events.addEventListener('error', () => {
    connection = events.readyState === EventSource.CLOSED ? 'ended' : 'lost';
    setClock(0, false);
    showLine();
  });
  events.addEventListener('open', () => {
    connection = 'open';
    showLine();
  });
  setInterval(() => {
    if (age() !== undefined) {
      does.changed(new Set(model.nodes.filter(isActive)));
      updatePart();
      showLine();
      if (does.timeline()) {
        askTimes();
      }
    }
  }, BETWEEN);
  showLine();

  return {
    askTimes,
    /** Puts the live part of a node below the heading of its details. */
    showNode(panel, item) {
      part = part?.item === item ? part : livePart(item);
      panel.querySelector('.head').after(part.element);
      part.update();
    },
  };
}
