// The previews of datasets: rows, texts, images and reports.

import {html, named, visible} from './dom.js';

/** Returns a text with its lines, in which invisible characters are made visible. */
function lines(text) {
  return text.split(/\r?\n/).map(visible).join('\n');
}

function table(preview) {
  return html('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Rows of ' + visible(preview.dataset)},
    html('table', {'aria-label': visible(preview.dataset)},
      html('thead', {}, html('tr', {}, ...preview.columns.map(column => html('th', {scope: 'col', dir: 'auto'}, visible(column))))),
      html('tbody', {}, ...preview.rows.map(row => html('tr', {}, ...row.map(cell => html('td', {dir: 'auto'}, visible(cell))))))));
}

/** A report can contain anything, so its frame has no rights, and the policy of the page also applies in it. */
function contentOf(preview) {
  if (preview.rows) {
    return table(preview);
  }
  if (preview.text !== undefined) {
    return html('pre', {class: 'scroll', tabindex: '0', dir: 'auto', role: 'region', 'aria-label': 'Text of ' + visible(preview.dataset)}, lines(preview.text));
  }
  if (preview.image) {
    return html('img', {src: preview.image, alt: visible(preview.dataset)});
  }
  return preview.html === undefined
    ? null
    : html('iframe', {sandbox: '', srcdoc: preview.html, title: 'The report ' + visible(preview.dataset)});
}

export function previewOf(model, item) {
  return item && model.previews.find(each => 'd:' + each.dataset === item.id);
}

/** Returns the preview of a dataset as parts of the panel; nothing if it has none. */
export function previewParts(model, item, does) {
  const preview = previewOf(model, item);
  return preview
    ? [html('h3', {}, 'Preview'), html('div', {class: 'preview'}, contentOf(preview)),
      preview.note ? html('p', {class: 'count', dir: 'auto'}, visible(preview.note)) : null,
      contentOf(preview) ? html('p', {}, html('button', {type: 'button', onclick: () => does.preview(item.id)}, 'Enlarge')) : null]
    : [];
}

/** Fills an element with the preview of a dataset, by its id, or with a choice of the existing previews. */
export function drawPreview(area, model, id, does) {
  const preview = previewOf(model, model.items.get(id));
  area.replaceChildren(...(preview
    ? [html('h2', {}, 'Preview of ', named(preview.dataset)), preview.note ? html('p', {class: 'count', dir: 'auto'}, visible(preview.note)) : '',
      html('div', {class: 'preview'}, contentOf(preview) ?? '')]
    : [html('h2', {}, 'Previews'), model.previews.length
      ? html('ul', {class: 'links'}, ...model.previews.map(each => html('li', {},
        html('button', {type: 'button', class: 'link', onclick: () => does.preview('d:' + each.dataset)}, named(each.dataset)))))
      : html('p', {class: 'nothing'}, 'This page has no previews; “graph --preview DATASET” adds them.')]));
}
