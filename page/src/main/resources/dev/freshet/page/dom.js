// Creates elements. Texts become text nodes only, so that no name is ever interpreted as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export function html(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Returns a text without characters that are invisible or change how other characters look. */
export function visible(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]/gu,
    point => point < ' ' ? String.fromCodePoint(0x2400 + point.codePointAt(0)) : '\uFFFD');
}

/** After these letters, a long name may go on in the next line. */
const ENDS_OF_WORDS = /[_.-](?=[^_.-])|[\p{Ll}\p{N}](?=\p{Lu})|\p{Lu}(?=\p{Lu}\p{Ll})/gu;

/** Returns what shows a text, in which lines break between the words of a name. */
export function broken(text) {
  // A text that can be seen has no line break of its own.
  const words = visible(text).replace(ENDS_OF_WORDS, '$&\n').split('\n');
  return words.flatMap((word, i) => i ? [html('wbr'), word] : [word]);
}

/** Returns what shows a text with names, whose arrows no line breaks. */
export function prose(text) {
  return visible(text).split(/(->)/).flatMap(part => part === '->' ? [html('span', {class: 'arrow'}, part)] : broken(part));
}

/** Returns an element with a name, whose text direction does not affect the text around it. */
export function named(text) {
  return html('bdi', {}, broken(text));
}

/**
 * Replaces the content of an element. If a button or a choice in it had the focus, the one with the same name gets it,
 * otherwise the element.
 */
export function refill(element, fill) {
  const nameOf = each => each.getAttribute('aria-label') ?? each.textContent;
  const before = element.contains(document.activeElement) ? document.activeElement : undefined;
  fill(element);
  if (before && before !== element) {
    ([...element.querySelectorAll('button, select')].find(each => nameOf(each) === nameOf(before)) ?? element).focus();
  }
}

export function say(text) {
  byId('live').textContent = text;
}

/** Copies a text, even if the browser does not let a page from a file use the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = html('textarea', {class: 'unseen', 'aria-hidden': 'true'});
    field.value = text;
    const focused = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand('copy');
    field.remove();
    focused?.focus();
  }
  say('Copied ' + visible(text));
}
