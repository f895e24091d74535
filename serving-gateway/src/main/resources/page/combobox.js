// A text field with suggestions: the ARIA combobox pattern with a list.

import { h } from './dom.js';

const PAUSE_MILLIS = 150;

export class Combobox {
  /**
   * @param find async (text, signal) -> [{value, text, note}]
   * @param choose called with the value that was chosen
   */
  constructor({ input, list, status, find, choose }) {
    Object.assign(this, { input, list, status, find, choose });
    this.options = [];
    this.active = -1;
    this.text = '';
    input.addEventListener('input', () => this.search(input.value));
    input.addEventListener('focus', () => input.select());
    input.addEventListener('click', () => this.isOpen() || this.search(''));
    input.addEventListener('keydown', (event) => this.press(event));
    input.addEventListener('blur', () => this.leave());
    // before the field loses the focus
    list.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  /** What stands in the field while nothing is being searched. */
  setText(text) {
    this.text = text;
    this.input.value = text;
  }

  isOpen() {
    return !this.list.hidden;
  }

  search(text) {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    this.timer = setTimeout(async () => {
      try {
        this.show(await this.find(text.trim(), signal));
      } catch (e) {
        if (!signal.aborted) {
          this.say(e.message);
        }
      }
    }, text ? PAUSE_MILLIS : 0);
  }

  show(options) {
    this.options = options;
    this.list.replaceChildren(...options.map((option, i) => h('li', {
      role: 'option', id: `${this.list.id}-${i}`, 'aria-selected': 'false', onclick: () => this.take(i),
    }, h('span', {}, option.text), option.note ? h('small', {}, option.note) : null)));
    if (options.length === 0) {
      this.list.append(h('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, 'Nothing found'));
    }
    this.status.textContent = options.length === 1 ? '1 suggestion' : `${options.length} suggestions`;
    this.open(true);
    this.mark(options.length > 0 && this.input.value.trim() && this.input.value !== this.text ? 0 : -1);
  }

  say(message) {
    this.list.replaceChildren(h('li', { class: 'none', role: 'option', 'aria-disabled': 'true' }, message));
    this.options = [];
    this.open(true);
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute('aria-expanded', String(shown));
    if (!shown) {
      this.mark(-1);
    }
  }

  mark(index) {
    this.active = index;
    [...this.list.children].forEach((each, i) => {
      each.setAttribute('aria-selected', String(i === index));
      if (i === index) {
        each.scrollIntoView({ block: 'nearest' });
      }
    });
    if (index >= 0) {
      this.input.setAttribute('aria-activedescendant', `${this.list.id}-${index}`);
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  press(event) {
    const last = this.options.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.isOpen()) {
        this.search(this.input.value === this.text ? '' : this.input.value);
      } else if (event.key === 'ArrowDown') {
        this.mark(this.active >= last ? 0 : this.active + 1);
      } else {
        this.mark(this.active <= 0 ? last : this.active - 1);
      }
    } else if (event.key === 'Enter' && this.isOpen() && this.active >= 0) {
      event.preventDefault();
      this.take(this.active);
    } else if (event.key === 'Escape') {
      this.leave();
    }
  }

  take(index) {
    const option = this.options[index];
    if (option) {
      this.setText(option.text);
      this.leave();
      this.choose(option.value);
    }
  }

  leave() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
    this.input.value = this.text;
  }
}
