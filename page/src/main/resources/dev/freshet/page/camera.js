// Pans and zooms the scene by mouse, touch and keys.

const LEAST = 0.02;
const MOST = 3;
/** Below this scale, names are too small to be read and are left out. */
const READABLE = 0.3;
const MARGIN = 28;
/** The buttons below the graph. */
const TOOLS = 44;

export function cameraOf(canvas, scene) {
  const at = {x: 0, y: 0, scale: 1};
  let size = {width: 1, height: 1};
  let isPending = false;
  let isOnPaper = false;

  /** Where the scene was when it was last drawn. Dragging a completely visible scene moves the drawing only. */
  let drawn = {...at};
  let isDragged = false;
  const isWhollySeen = () => drawn.scale === at.scale && drawn.x >= 0 && drawn.y >= 0
    && drawn.x + size.width * at.scale <= canvas.clientWidth && drawn.y + size.height * at.scale <= canvas.clientHeight;

  const paint = () => {
    isPending = false;
    if (isOnPaper) {
      return;
    }
    if (isDragged && isWhollySeen()) {
      canvas.style.transform = `translate(${at.x - drawn.x}px, ${at.y - drawn.y}px)`;
      return;
    }
    canvas.style.transform = '';
    drawn = {...at};
    scene.setAttribute('transform', `translate(${at.x} ${at.y}) scale(${at.scale})`);
    canvas.classList.toggle('far', at.scale < READABLE);
  };
  const changed = () => {
    if (!isPending) {
      isPending = true;
      requestAnimationFrame(paint);
    }
  };
  const zoom = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const scale = Math.min(MOST, Math.max(LEAST, at.scale * factor));
    at.x = x - (x - at.x) * scale / at.scale;
    at.y = y - (y - at.y) * scale / at.scale;
    at.scale = scale;
    changed();
  };
  const pan = (dx, dy) => {
    at.x += dx;
    at.y += dy;
    changed();
  };
  /** Fits the whole scene into the part of the canvas that is not covered. */
  const fit = covered => {
    const [width, height] = [canvas.clientWidth, canvas.clientHeight - Math.max(TOOLS, covered)].map(each => each - 2 * MARGIN);
    at.scale = Math.max(LEAST, Math.min(1.1, width / size.width, height / size.height));
    at.x = MARGIN + (width - size.width * at.scale) / 2;
    at.y = MARGIN + Math.max(0, (height - size.height * at.scale) / 2);
    paint();
  };
  /**
   * Moves as little as necessary to make a box visible, and zooms in if its name should be readable and is not.
   * `covered` is how much of the lower end of the canvas is not seen.
   */
  const reveal = (box, isRead, covered) => {
    if (isRead && at.scale < 0.4) {
      zoom(0.9 / at.scale);
      at.x = canvas.clientWidth / 2 - box.x * at.scale;
      at.y = canvas.clientHeight / 2 - box.y * at.scale;
    }
    const into = (middle, length, room) =>
      Math.max(0, MARGIN - (middle - length / 2)) || Math.min(0, room - MARGIN - (middle + length / 2));
    pan(into(at.x + box.x * at.scale, box.width * at.scale, canvas.clientWidth),
      into(at.y + box.y * at.scale, box.height * at.scale, canvas.clientHeight - Math.max(TOOLS, covered)));
  };
  /** Keeps a box at its position on the screen after the scene was drawn again. */
  const keep = (before, after) => pan((before.x - after.x) * at.scale, (before.y - after.y) * at.scale);

  /** Prints the whole scene with its names, in the size of the paper. */
  const print = isPrinting => {
    isOnPaper = isPrinting;
    if (isPrinting) {
      canvas.setAttribute('viewBox', `-4 -4 ${size.width + 8} ${size.height + 8}`);
      canvas.classList.remove('far');
      scene.removeAttribute('transform');
    } else {
      canvas.removeAttribute('viewBox');
      paint();
    }
  };

  const drag = isOn => {
    isDragged = isOn;
    canvas.style.willChange = isOn ? 'transform' : '';
    changed();
  };
  listen(canvas, zoom, pan, drag);
  return {zoom, pan, fit, reveal, keep, print, setSize: next => size = next};
}

function listen(canvas, zoom, pan, drag) {
  const pointers = new Map();
  let moved = 0;
  /** The canvas itself moves while it is dragged. */
  let origin = {x: 0, y: 0};
  const placeOf = event => ({x: event.clientX - origin.x, y: event.clientY - origin.y});
  const spread = () => {
    const [a, b] = [...pointers.values()];
    return {distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2};
  };
  canvas.addEventListener('wheel', event => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 20 : 1;
    zoom(Math.exp(-event.deltaY * lines * 0.0015), event.offsetX, event.offsetY);
  }, {passive: false});
  canvas.addEventListener('pointerdown', event => {
    if (!pointers.size) {
      const {left, top} = canvas.getBoundingClientRect();
      origin = {x: left, y: top};
    }
    pointers.set(event.pointerId, placeOf(event));
    moved = 0;
  });
  canvas.addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const was = pointers.size === 2 ? spread() : undefined;
    const now = placeOf(event);
    pointers.set(event.pointerId, now);
    moved += Math.hypot(now.x - before.x, now.y - before.y);
    if (moved > 4 && !canvas.hasPointerCapture(event.pointerId)) {
      canvas.setPointerCapture(event.pointerId);
      drag(true);
    }
    if (was) {
      const is = spread();
      zoom(is.distance / Math.max(1, was.distance), is.x, is.y);
      pan(is.x - was.x, is.y - was.y);
    } else {
      pan(now.x - before.x, now.y - before.y);
    }
  });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, event => {
      pointers.delete(event.pointerId);
      drag(false);
    });
  }
  // A drag is not a click on the box where it ends.
  canvas.addEventListener('click', event => moved > 4 && event.stopPropagation(), {capture: true});
}
