// Prints reports whole. A frame is printed as a picture of its first page, so paper gets a copy of each report instead.

import {html, visible} from './dom.js';

/**
 * What loads or navigates by itself. The policy of the page also forbids scripts, handlers and loads, but neither
 * refreshes nor connections that are opened in advance.
 */
const ACTING = 'script, noscript, template, link, meta, base, iframe, frame, frameset, object, embed';

function isHandler(attribute) {
  return attribute.startsWith('on') || attribute === 'autofocus';
}

/** Returns a report as elements that do nothing. */
function inert(text) {
  const parsed = new DOMParser().parseFromString(text, 'text/html');
  parsed.querySelectorAll(ACTING).forEach(element => element.remove());
  for (const element of parsed.querySelectorAll('*')) {
    element.getAttributeNames().filter(isHandler).forEach(name => element.removeAttribute(name));
  }
  // The root of a shadow is no :root.
  parsed.querySelectorAll('style').forEach(style => style.replaceChildren(style.textContent.replaceAll(':root', 'html')));
  return document.adoptNode(parsed.documentElement);
}

/** A report has its own styles, and those of the page do not reach it. */
function sheet(label, text) {
  const place = html('div');
  place.attachShadow({mode: 'open'}).append(inert(text));
  return html('section', {}, html('h2', {}, visible(label)), place);
}

/**
 * Fills an area while the page is printed.
 *
 * @param shown returns the label and the text of each report that is shown
 */
export function printInto(area, shown) {
  addEventListener('beforeprint', () => area.replaceChildren(...shown().map(([label, text]) => sheet(label, text))));
  addEventListener('afterprint', () => area.replaceChildren());
}
