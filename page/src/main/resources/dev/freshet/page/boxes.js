// The drawn boxes: which one has the focus, where arrow keys lead, and which boxes are dimmed.

import {svg, visible} from './dom.js';
import {isCut} from './draw.js';
import {statesOf} from './model.js';

function nearest(boxes, to) {
  let best;
  let least = Infinity;
  for (const box of boxes) {
    const distance = Math.abs(box.x - to.x) + Math.abs(box.y - to.y);
    if (distance < least) {
      [best, least] = [box, distance];
    }
  }
  return best;
}

/** Returns the box that an arrow key leads to: up and down along edges, sideways within the layer. */
function next(drawn, box, key) {
  const isVertical = key === 'ArrowUp' || key === 'ArrowDown';
  if (isVertical) {
    const ends = box.edges.flatMap(edge => key === 'ArrowUp' && drawn.boxes[edge.to] === box ? [edge.from]
      : key === 'ArrowDown' && drawn.boxes[edge.from] === box ? [edge.to] : []);
    return nearest(ends.map(number => drawn.boxes[number]), box);
  }
  const sign = key === 'ArrowRight' ? 1 : -1;
  const beside = drawn.boxes.filter(each => (each.x - box.x) * sign > 0);
  return nearest(beside.filter(each => each.layer === box.layer && each.part === box.part), box)
    ?? nearest(beside.filter(each => each.part !== box.part), box);
}

/** A name that is cut is shown to those who point at it. For screen readers, it would be a second name of the box. */
function showWholeNames(scene, boxAt) {
  scene.addEventListener('pointerover', event => {
    const box = boxAt(event.target);
    if (box && isCut(box) && !box.element.querySelector('title')) {
      box.element.append(svg('title', {}, visible(box.item.name)));
    }
  });
  scene.addEventListener('pointerout', event => boxAt(event.target)?.element.querySelector('title')?.remove());
}

/** Holds the drawn boxes. `does` has `select(id)`, `focused(box)`. */
export function boxesOf(scene, does) {
  let drawn = {boxes: [], edges: []};
  let byItem = new Map();
  let focused;

  const boxAt = target => {
    const element = target.closest?.('.box');
    return element ? drawn.boxes[element.dataset.number] : undefined;
  };
  const makeCurrent = box => {
    focused?.element.setAttribute('tabindex', '-1');
    focused = box;
    box?.element.setAttribute('tabindex', '0');
  };
  showWholeNames(scene, boxAt);
  scene.addEventListener('click', event => {
    const box = boxAt(event.target);
    if (box) {
      does.select(box.item.id);
    }
  });
  // A listener of the scene itself would make it a stop of the key Tab.
  scene.ownerSVGElement.parentElement.addEventListener('focusin', event => {
    const box = boxAt(event.target);
    if (box) {
      makeCurrent(box);
      // If a box moved while a mouse button is pressed on it, it would get no click.
      if (event.target.matches(':focus-visible')) {
        does.focused(box);
      }
    }
  });
  scene.addEventListener('keydown', event => {
    const box = boxAt(event.target);
    if (!box || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      next(drawn, box, event.key)?.element.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      does.select(box.item.id);
    }
  });

  return {
    current: () => focused,
    of: item => byItem.get(item),
    all: () => drawn.boxes,
    /** Gives the box of an item the focus. */
    focus(item) {
      makeCurrent(byItem.get(item) ?? focused);
      focused?.element.focus();
    },
    /** Replaces the boxes by those of a new drawing; the item that had the focus keeps it. */
    take(next, hadFocus) {
      const item = focused?.item;
      drawn = next;
      byItem = new Map(drawn.boxes.flatMap(box => [box.item, ...(box.item.isFold ? box.members : [])].map(each => [each, box])));
      focused = undefined;
      makeCurrent(byItem.get(item) ?? drawn.boxes[0]);
      if (hadFocus) {
        focused?.element.focus();
      }
    },
    /** Marks the selected box and its edges, and dims boxes that the filters exclude. */
    mark(selected, isKept) {
      for (const box of drawn.boxes) {
        box.element.classList.toggle('selected', box === selected);
        box.element.classList.toggle('dim', !isKept(box));
      }
      for (const edge of drawn.edges) {
        const ends = [drawn.boxes[edge.from], drawn.boxes[edge.to]];
        edge.element.classList.toggle('near', ends.includes(selected));
        edge.element.classList.toggle('dim', !ends.every(isKept));
      }
      drawn.edges.filter(edge => edge.element.classList.contains('near'))
        .forEach(edge => edge.element.parentNode.append(edge.element));
    },
  };
}

/** Returns whether a box has a node in a state. */
export function hasState(box, state) {
  return statesOf(box.members.filter(each => each.kind === 'node')).some(each => each.state === state);
}
