// Connects the parts of the page.

import {boxesOf, hasState} from './boxes.js';
import {cameraOf} from './camera.js';
import {copyable, copyCommand} from './detail.js';
import {byId, html, named, refill, say, visible} from './dom.js';
import {draw, repaint} from './draw.js';
import {fillHelp, listenToKeys} from './keys.js';
import {liveOf} from './live.js';
import {counted, modelOf, statesOf} from './model.js';
import {outlineOf} from './outline.js';
import {fillPanel} from './panel.js';
import {boxOf, foldedIn, pictureOf} from './picture.js';
import {renewing} from './renew.js';
import {sheetsOf} from './sheet.js';
import {subjectIdOf, subjectsOf} from './subjects.js';
import {startTheme} from './theme.js';
import {unpacked} from './unpack.js';
import {viewOf} from './view.js';
import {effectOf, isReached} from './whatif.js';
import {sliceCommand, slicesOf} from './words.js';
import {zoomedOf} from './zoomed.js';

const model = modelOf(unpacked(JSON.parse(byId('data').textContent)));
const live = liveOf(model, renewing(model, () => ({view, boxes, outline, zoomed, mark, showPanel, showStates})));
const scene = byId('scene');
const camera = cameraOf(byId('canvas'), scene);
const view = viewOf(model, show);
const boxes = boxesOf(scene, {select, focused: reveal});
const zoomed = zoomedOf(byId('timeline'), model, view, {select});
const outline = outlineOf(model, byId('tree'), {select, open: openNamespace});
const subjects = subjectsOf(model);
const sheets = sheetsOf(model, view, {select, current: () => selectedItem() ?? boxes.current()?.item, focus: () => currentElement()?.focus()});
let matches;
let effects;

/** On a phone, the details cover the lower part of the graph. */
function covered() {
  const [above, below] = [byId('detail').getBoundingClientRect(), byId('canvas').getBoundingClientRect()];
  return above.width && above.left < below.right ? Math.max(0, below.bottom - above.top) : 0;
}

/** A clicked box of the graph keeps its position, unless it is covered. */
function reveal(box) {
  const isClicked = scene.contains(document.activeElement) && !document.activeElement.matches(':focus-visible');
  camera.reveal(box, !isClicked, covered());
}

function openNamespace(name, isOpen) {
  view.open([name], isOpen);
}

function selectedItem() {
  return model.items.get(view.get().selected);
}

/** On a small screen, the outline is a drawer. If it had the focus when it closes, `next` gets it. */
function showOutline(isOpen, next = byId('outline-button')) {
  const isDrawer = byId('outline-button').offsetParent !== null;
  const isLeft = isDrawer && !isOpen && byId('outline').contains(document.activeElement);
  document.body.classList.toggle('outline-open', isOpen && isDrawer);
  byId('outline-button').setAttribute('aria-expanded', String(isOpen && isDrawer));
  if (isLeft) {
    next.focus();
  }
}

function select(id) {
  if (id.startsWith('f:')) {
    unfold(boxes.all().find(box => box.item.id === id));
    return;
  }
  view.select(id);
  showOutline(false, byId('detail'));
  const item = selectedItem();
  say('Details of ' + visible(item.name));
}

/** Shows the boxes of a fold; the first one gets the focus. */
function unfold({item, members}) {
  view.unfold(item.first.id);
  boxes.focus(item.first);
  say(counted(members.length, 'box', 'boxes') + ' unfolded');
}

/** The bar of the timeline, or the box of the graph, that gets the focus when its area gets it. */
function currentElement() {
  return view.get().sheet ? byId('sheet') : view.get().timeline
    ? byId('timeline').querySelector('.bar[tabindex="0"]') ?? byId('timeline')
    : boxes.current()?.element;
}

function close() {
  view.set({selected: undefined});
  currentElement()?.focus();
}

/** Draws what the view shows. A selected box can keep its position, so that the reader does not lose sight of it. */
function redraw(now, isKept) {
  const item = model.items.get(now.selected);
  const before = item && (boxes.of(item) ?? boxes.of(boxOf(model, now, item)));
  const hadFocus = scene.contains(document.activeElement);
  const drawn = draw(pictureOf(model, now), scene);
  boxes.take(drawn, hadFocus);
  camera.setSize(drawn);
  const after = item && (boxes.of(item) ?? boxes.of(boxOf(model, now, item)));
  if (before && after && isKept) {
    camera.keep(before, after);
  } else {
    camera.fit(covered());
  }
}

function isKept(box) {
  const {state, ask} = view.get();
  return (!state || hasState(box, state)) && (!effects || box.members.some(item => isReached(item, ask, effects))) && (!matches || matches(box.item) || box.members.some(matches));
}

/** The boxes of nodes tell what a change does with them, as long as the reader asks for it. */
function tellEffects() {
  for (const box of boxes.all()) {
    const effect = effectOf(box, effects);
    if (box.effect?.line !== effect?.line) {
      box.effect = effect;
      repaint(box);
    }
  }
}

function mark() {
  const item = selectedItem();
  const box = item && boxes.of(boxOf(model, view.get(), item));
  boxes.mark(box, isKept);
  return box;
}

function isSameSlice(now, before) {
  return now.slice?.of === before.slice?.of && now.slice?.way === before.slice?.way;
}

function isSamePicture(now, before) {
  return isSameSlice(now, before) && now.datasets === before.datasets
    && now.parameters === before.parameters && now.unfolded === before.unfolded
    && now.closed.size === before.closed.size && [...now.closed].every(name => before.closed.has(name));
}

function showPanel(now) {
  const item = model.items.get(now.selected);
  const does = {
    select, close, ask, closeTimeline: timeline, open: openNamespace, slice: slice => view.set({slice}), lineage: sheets.openLineage, preview: sheets.openPreview, again: () => showPanel(view.get()), subjectOf: each => subjectIdOf(model, each),
  };
  const subject = subjects.get(now.ask);
  document.body.classList.toggle('with-detail', Boolean(item) || now.ask !== undefined || now.timeline);
  refill(byId('detail'), panel => fillPanel(panel, {model, view: now, item, subject, subjects, effects, live}, does));
}

function showSlice(now) {
  const bar = byId('slice');
  const item = now.slice && model.items.get(now.slice.of);
  bar.hidden = !item;
  if (item) {
    const text = slicesOf(item).find(slice => slice.way === now.slice.way)?.text ?? '';
    bar.replaceChildren(
      html('span', {}, 'Only ', named(item.name), ' and ' + text),
      copyable(sliceCommand(item, now.slice.way)),
      html('button', {type: 'button', onclick: showAll}, 'Show all'));
  }
}

function showAll() {
  view.set({slice: undefined});
  boxes.current()?.element.focus();
}

function showStates(now) {
  refill(byId('states'), states => states.replaceChildren(...statesOf(model.nodes).map(({state, count}) => html('button', {
    'type': 'button',
    'class': 'chip state-' + state.replaceAll(' ', '-'),
    'data-state': state,
    'aria-pressed': String(now.state === state),
    'onclick': () => view.set({state: view.get().state === state ? undefined : state}),
  }, html('b', {}, String(count)), ' ' + state))));
}

function show(now, before) {
  if (now.ask !== before?.ask) {
    effects = subjects.get(now.ask)?.effects();
  }
  showPanel(now);
  showSlice(now);
  if (!before || !isSamePicture(now, before)) {
    redraw(now, before !== undefined && isSameSlice(now, before));
    say(counted(boxes.all().length, 'box', 'boxes') + ' shown');
  }
  tellEffects();
  showTimeline(now, before);
  sheets.show(now, before);
  byId('graph-button').setAttribute('aria-pressed', String(isGraph(now)));
  ['datasets-button', 'parameters-button'].forEach(id => byId(id).disabled = !isGraph(now));
  showStates(now);
  document.querySelector('[data-does=fold]').hidden = !now.unfolded.size;
  byId('datasets-button').setAttribute('aria-pressed', String(now.datasets));
  byId('parameters-button').setAttribute('aria-pressed', String(now.parameters));
  outline.show(now);
  const fold = foldedIn(now.selected);
  if (fold) {
    view.unfold(fold);
    return;
  }
  const box = mark();
  if (box && (now.selected !== before?.selected || now.unfolded !== before?.unfolded)) {
    reveal(box);
  }
}

function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  matches = words.length ? item => words.every(word => item.words.includes(word)) : undefined;
  const count = outline.filter(matches);
  byId('found').textContent = matches ? counted(count, 'match', 'matches') : '';
  mark();
}

/** Shows everything, then what the selected item needs, then what needs it. */
function nextSlice() {
  const item = selectedItem() ?? boxes.current()?.item;
  if (!item || item.isFold) {
    return;
  }
  const {slice} = view.get();
  const ways = [undefined, ...slicesOf(item).map(each => ({of: item.id, way: each.way}))];
  const at = ways.findIndex(way => way?.of === slice?.of && way?.way === slice?.way);
  view.set({slice: ways[(Math.max(0, at) + 1) % ways.length]});
}

/** Shows what a change of a subject does; without a subject, the reader chooses one. */
function ask(id) {
  view.set({ask: id});
  (byId('ask') ?? byId('detail')).focus();
  if (id && effects) {
    say(counted(effects.size, 'node') + ' would run or may run');
  }
}

function whatIf() {
  const item = view.get().ask === undefined ? selectedItem() : undefined;
  ask(item && subjectIdOf(model, item) || '');
}

function isGraph(view) {
  return !view.timeline && !view.sheet;
}

/** Shows the graph in place of any other view. */
function graph() {
  view.set({timeline: false, sheet: undefined});
  currentElement()?.focus();
}

/** Shows the timeline in place of the graph, or the graph again. */
function timeline() {
  const isShown = !view.get().timeline;
  view.set({timeline: isShown, sheet: undefined, selected: undefined, ask: undefined});
  currentElement()?.focus();
}

function showTimeline(now, before) {
  const isAway = each => Boolean(each) && !isGraph(each);
  byId('canvas').classList.toggle('away', isAway(now));
  byId('tools').classList.toggle('away', Boolean(now.sheet) || now.timeline && !model.times && !model.watched);
  if (isAway(before) && !isAway(now)) {
    camera.fit(covered());
  }
  const isOther = now.timeline !== Boolean(before?.timeline);
  if (isOther) {
    byId('timeline').hidden = !now.timeline;
    byId('timeline-button').setAttribute('aria-pressed', String(now.timeline));
  }
  if (now.timeline && (isOther || ['zoom', 'from', 'row'].some(each => now[each] !== before[each]))) {
    zoomed.show();
  }
  if (now.timeline && isOther) {
    live?.askTimes();
  }
}

function setOpen(isOpen) {
  const item = boxes.current()?.item ?? selectedItem();
  if (item?.isFold && isOpen) {
    unfold(boxes.current());
    return;
  }
  const name = item?.kind === 'namespace' && isOpen ? item.name : item?.namespace;
  if (name) {
    openNamespace(name, isOpen);
  }
}

function escape() {
  if (document.activeElement === byId('search')) {
    byId('search').value = '';
    find('');
    outline.focusFirst();
  } else if (document.body.classList.contains('outline-open')) {
    showOutline(false);
  } else if (view.get().ask !== undefined) {
    view.set({ask: undefined});
    currentElement()?.focus();
  } else if (view.get().selected) {
    close();
  } else if (view.get().sheet) {
    sheets.open(undefined);
  } else if (view.get().timeline) {
    timeline();
  } else {
    view.set({slice: undefined, state: undefined});
  }
}

function toOutline(target) {
  showOutline(true);
  target();
}

const does = {
  zoomIn: () => view.get().timeline ? zoomed.zoom(2) : camera.zoom(1.3),
  zoomOut: () => view.get().timeline ? zoomed.zoom(1 / 2) : camera.zoom(1 / 1.3),
  fit: () => view.get().timeline ? zoomed.zoom(0) : camera.fit(covered()),
  closeAll: () => view.closeAll(),
  openAll: () => view.openAll(),
  fold: () => view.foldAll(),
  collapse: () => setOpen(false),
  expand: () => setOpen(true),
  slice: nextSlice,
  whatIf,
  timeline,
  runs: sheets.runs,
  lineage: sheets.lineage,
  copy: () => copyCommand(model, view.get()),
  search: () => toOutline(() => byId('search').focus()),
  toOutline: () => toOutline(outline.focusFirst),
  toGraph: () => currentElement()?.focus(),
  toDetail: () => byId('detail').focus(),
  help: () => byId('help').showModal(),
  escape,
};

function listenToButtons() {
  byId('tools').addEventListener('click', event => does[event.target.dataset.does]?.());
  byId('help-button').addEventListener('click', does.help);
  byId('graph-button').addEventListener('click', graph);
  byId('timeline-button').addEventListener('click', timeline);
  byId('runs-button').addEventListener('click', sheets.runs);
  byId('ask-button').addEventListener('click', () => ask(''));
  byId('datasets-button').addEventListener('click', () => view.set({datasets: !view.get().datasets}));
  byId('parameters-button').addEventListener('click', () => view.set({parameters: !view.get().parameters}));
  byId('outline-button').addEventListener('click', () => showOutline(!document.body.classList.contains('outline-open')));
  byId('outline').addEventListener('focusout', ({relatedTarget: next}) => {
    if (next && next !== byId('outline-button') && !byId('outline').contains(next)) {
      showOutline(false);
    }
  });
  byId('search').addEventListener('input', event => find(event.target.value));
  byId('search').addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      outline.focusFirst();
    }
  });
  addEventListener('resize', () => {
    camera.fit(covered());
    if (view.get().timeline) {
      zoomed.show();
    }
  });
  for (const sign of ['beforeprint', 'afterprint']) {
    addEventListener(sign, () => {
      camera.print(sign === 'beforeprint');
      if (view.get().timeline) {
        zoomed.print(sign === 'beforeprint');
      }
    });
  }
}

document.title = visible(model.pipeline);
byId('title').append(named(model.pipeline));
byId('environment').append(named(model.environment));
if (!model.namespaces.length) {
  document.querySelectorAll('[data-does$=All]').forEach(button => button.hidden = true);
}
startTheme();
fillHelp();
listenToButtons();
listenToKeys(does);
show(view.get());
document.documentElement.dataset.ready = 'yes';
