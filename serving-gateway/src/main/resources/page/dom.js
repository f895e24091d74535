// Builds elements. Text only ever becomes text: nothing that an API says is read as markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element; `on*` properties are listeners, `class` and the others attributes. */
export function h(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function s(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A table in a frame of its own that scrolls where the page is too narrow. */
export function table(caption, columns, rows) {
  return h('div', { class: 'frame', role: 'region', tabindex: '0', 'aria-label': caption },
    h('table', {},
      h('caption', {}, h('span', {}, caption)),
      h('thead', {}, h('tr', {}, columns.map((column) =>
        h('th', { scope: 'col', class: column.number ? 'number' : null }, column.name)))),
      h('tbody', {}, rows.map((row) => (row instanceof Node ? row : tableRow(columns, row))))));
}

export function tableRow(columns, cells) {
  return h('tr', {}, cells.map((cell, i) => (i === 0
    ? h('th', { scope: 'row', class: columns[i].number ? 'number' : null }, cell)
    : h('td', { class: columns[i].number ? 'number' : null }, cell))));
}

/** A choice of one, as a row of radio buttons. */
export function choice(legend, name, options, chosen, onchange) {
  return h('fieldset', { class: 'choice' },
    h('legend', {}, legend),
    options.map(([value, text]) => h('label', {},
      h('input', {
        type: 'radio', name, value, checked: value === chosen, onchange: () => onchange(value),
      }),
      h('span', {}, text))));
}
