// The part of the timeline that is shown: how much wider than the window it is, and where it is scrolled to.

import {say} from './dom.js';
import {drawTimeline, LEFT, PADDING, RIGHT, ROW, showNoTimes} from './timeline.js';
import {MOST_ZOOM} from './view.js';

/** How long the reader has to rest before the address says where the timeline is scrolled to, in milliseconds. */
const REST = 200;

/** How much a turn of the wheel by one pixel zooms. */
const BY_WHEEL = 0.003;

/** Digits of a place in the timeline: more than it has pixels. */
const DIGITS = 1e6;

/** Draws the timeline again, with the focus and the words where they were. */
function redrawn(area, draw) {
  const isFocused = area.contains(document.activeElement);
  const current = (isFocused && document.activeElement.closest('.bar') || area.querySelector('.bar[tabindex="0"]'))?.dataset;
  const told = area.querySelector('.told')?.textContent;
  const drawn = draw();
  if (told && area.querySelector('.told')) {
    area.querySelector('.told').textContent = told;
  }
  const bars = [...area.querySelectorAll('.bar')];
  const distance = bar => Math.abs(bar.dataset.start - current.start);
  const nearest = all => all.reduce((best, bar) => best && distance(best) <= distance(bar) ? best : bar, undefined);
  const same = current && (nearest(bars.filter(bar => bar.dataset.bar === current.bar)) ?? bars.find(bar => bar.dataset.node === current.node));
  bars.forEach(bar => bar.setAttribute('tabindex', bar === (same ?? bars[0]) ? '0' : '-1'));
  if (isFocused) {
    (same ?? area).focus({preventScroll: true});
  }
  return drawn;
}

/** With the key Ctrl, the wheel zooms around the pointer. Two fingers on a touchpad do so without a key. */
function listenToWheel(area, zoom) {
  let turned = 0;
  area.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey) {
      return;
    }
    event.preventDefault();
    const at = event.clientX - area.getBoundingClientRect().left;
    if (!turned) {
      requestAnimationFrame(() => {
        zoom(Math.exp(-turned * BY_WHEEL), at);
        turned = 0;
      });
    }
    turned += event.deltaY * (event.deltaMode === 1 ? 20 : 1);
  }, {passive: false});
}

/** Holds the timeline in its area. The view has `zoom`, and the first time and row that are seen as `from` and `row`. */
export function zoomedOf(area, model, view, does) {
  let drawn;
  let timer;
  let isOnPaper = false;
  /** The width of the drawing from the start of the run to its end. */
  const length = () => area.querySelector('svg').width.baseVal.value - LEFT - RIGHT;
  const note = () => {
    if (drawn && view.get().timeline && !isOnPaper) {
      view.note({from: Math.round(area.scrollLeft / length() * DIGITS) / DIGITS, row: Math.round(area.scrollTop / ROW)});
    }
  };
  const scroll = (left, top) => {
    [area.scrollLeft, area.scrollTop] = [left, top];
    drawn.follow();
  };
  const draw = () => {
    if (model.times) {
      drawn = redrawn(area, () => drawTimeline(area, model.times, does));
    } else {
      showNoTimes(area);
    }
  };
  /** Shows what the view says. */
  const show = () => {
    if (!drawn) {
      draw();
    }
    if (drawn) {
      const {zoom, from, row} = view.get();
      drawn.widen(zoom);
      scroll(from * length(), row * ROW);
    }
  };
  area.addEventListener('scroll', () => {
    drawn?.follow();
    clearTimeout(timer);
    timer = setTimeout(note, REST);
  });
  /**
   * Makes the timeline wider or narrower by a factor; 0 fits it into the window. A place of the window stays where it
   * is: `at` if it is given, otherwise that of the bar that has the focus, or else the middle.
   */
  const change = (factor, at) => {
    const before = view.get().zoom;
    const zoom = factor ? Math.round(Math.min(MOST_ZOOM, Math.max(1, before * factor)) * 100) / 100 : 1;
    if (!drawn || zoom === before) {
      return;
    }
    const bar = document.activeElement?.closest('#timeline .bar')?.getBoundingClientRect();
    const shown = at ?? (bar ? bar.left + bar.width / 2 - area.getBoundingClientRect().left : area.clientWidth / 2);
    const part = (shown + area.scrollLeft - PADDING - LEFT) / length();
    drawn.widen(zoom);
    scroll(PADDING + LEFT + part * length() - shown, area.scrollTop);
    view.note({zoom});
    note();
    say(zoom === 1 ? 'The whole timeline' : zoom + ' times as wide as the window');
  };
  listenToWheel(area, change);
  return {
    show,
    zoom: change,
    /** Draws new times, without moving what the reader looks at. */
    renew() {
      const {scrollLeft, scrollTop} = area;
      const isFirst = !drawn;
      draw();
      if (isFirst) {
        show();
      } else {
        drawn.widen(view.get().zoom);
        scroll(scrollLeft, scrollTop);
      }
    },
    /** Paper has the whole timeline. */
    print(isPrinting) {
      isOnPaper = isPrinting;
      if (drawn && isPrinting) {
        drawn.widen(1);
        drawn.follow();
      } else {
        show();
      }
    },
  };
}
