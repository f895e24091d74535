// A chart of values by day as SVG. Colours come from the style sheet, by class. The chart is a
// slider over its days: arrow keys move the reading, which screen readers speak.

import { h, s } from './dom.js';
import { shortDay, toEpochDay } from './format.js';

const MARGIN = { left: 46, right: 10, top: 26, bottom: 26 };
const TICK_PIXELS = 66;
const LABEL_PIXELS = 90;
const DAY_STEPS = [1, 2, 7, 14, 28, 56, 84, 182];
const NARROW = 560;

export class Chart {
  /**
   * @param label names the chart
   * @param describe index -> {title, rows: [[class, name, text]]}
   * @param height in pixels, of wide screens
   */
  constructor({ label, describe, height = 320 }) {
    this.describe = describe;
    this.height = height;
    this.index = null;
    this.drawing = h('div', { class: 'drawing', 'aria-hidden': 'true' });
    this.reading = h('div', { class: 'reading', hidden: true, 'aria-hidden': 'true' });
    this.element = h('div', {
      class: 'chart', role: 'slider', tabindex: '0', 'aria-label': label, 'aria-orientation': 'horizontal',
    }, this.drawing, this.reading);
    this.element.addEventListener('keydown', (event) => this.press(event));
    this.element.addEventListener('focus', () => this.element.matches(':focus-visible') && this.read(this.index ?? this.home()));
    this.element.addEventListener('blur', () => this.hide());
    this.element.addEventListener('pointermove', (event) => this.point(event));
    this.element.addEventListener('pointerdown', (event) => this.point(event));
    this.element.addEventListener('pointerleave', () => this.hide());
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /**
   * @param content {days, lines: [{key, values}], bands: [{key, lower, upper}], divider, unit, format, top}:
   *   values are one a day, null where there is none; divider is the index of the first forecast day;
   *   unit says what the axis counts, and format writes its numbers
   */
  update(content) {
    const kept = this.content && this.index !== null ? this.content.days[this.index] : null;
    this.content = content;
    this.index = kept === null ? null : Math.max(0, content.days.indexOf(kept));
    this.element.setAttribute('aria-valuemin', '0');
    this.element.setAttribute('aria-valuemax', String(content.days.length - 1));
    this.speak(this.index ?? this.home());
    this.draw();
  }

  home() {
    const { days, divider } = this.content;
    return Math.min(divider ?? days.length - 1, days.length - 1);
  }

  draw() {
    const width = this.element.clientWidth;
    if (!this.content || width === 0) {
      return;
    }
    const height = width < NARROW ? Math.min(this.height, 250) : this.height;
    const ticks = niceTicks(this.content.top ?? highest(this.content), height < 200 ? 3 : 5);
    const right = width - MARGIN.right;
    const bottom = height - MARGIN.bottom;
    const last = Math.max(1, this.content.days.length - 1);
    this.x = (i) => MARGIN.left + ((right - MARGIN.left) * i) / last;
    this.y = (value) => bottom - ((bottom - MARGIN.top) * value) / ticks.at(-1);
    this.cursor = s('g', { class: 'cursor' });
    this.drawing.replaceChildren(s('svg', { width, height, viewBox: `0 0 ${width} ${height}` },
      this.grid(ticks, right), this.dayTicks(bottom, right), this.divider(bottom, right),
      s('text', { class: 'tick', x: 0, y: 12 }, this.content.unit),
      this.content.bands.map((band) => s('path', { class: `band ${band.key}`, d: this.area(band) })),
      this.content.lines.map((line) => s('path', { class: `line ${line.key}`, d: this.path(line.values) })),
      this.cursor));
    if (!this.reading.hidden) {
      this.read(this.index ?? this.home());
    }
  }

  grid(ticks, right) {
    return ticks.map((tick) => s('g', {},
      s('line', { class: 'grid', x1: MARGIN.left, x2: right, y1: this.y(tick), y2: this.y(tick) }),
      s('text', { class: 'tick', x: MARGIN.left - 7, y: this.y(tick) + 4, 'text-anchor': 'end' },
        this.content.format(tick))));
  }

  dayTicks(bottom, right) {
    const { days } = this.content;
    const step = DAY_STEPS.find((each) => this.x(each) - this.x(0) >= TICK_PIXELS) ?? days.length;
    // weeks begin on Mondays; the first day of 1970 was a Thursday
    const first = step % 7 === 0 ? (11 - (toEpochDay(days[0]) % 7)) % 7 : 0;
    const marks = [];
    for (let i = first; i < days.length; i += step) {
      const x = this.x(i);
      const anchor = x > right - 24 ? 'end' : x < MARGIN.left + 10 ? 'start' : 'middle';
      marks.push(s('line', { class: 'grid', x1: x, x2: x, y1: bottom, y2: bottom + 4 }),
        s('text', { class: 'tick', x, y: bottom + 18, 'text-anchor': anchor }, shortDay(days[i])));
    }
    return marks;
  }

  divider(bottom, right) {
    const { divider } = this.content;
    if (divider === null || divider === undefined || divider === 0) {
      return [];
    }
    const x = (this.x(divider) + this.x(divider - 1)) / 2;
    const isRight = right - x < LABEL_PIXELS;
    return [s('line', { class: 'divider', x1: x, x2: x, y1: 4, y2: bottom }),
      x > LABEL_PIXELS ? s('text', {
        class: 'tick', x: isRight ? x - 6 : x + 6, y: 12, 'text-anchor': isRight ? 'end' : 'start',
      }, 'Forecast') : null];
  }

  path(values) {
    return runs(values).map((run) => {
      const points = run.map((i) => this.at(i, values[i]));
      return `M${points.join('L')}${run.length === 1 ? 'h.01' : ''}`;
    }).join('');
  }

  area({ lower, upper }) {
    return runs(lower).map((run) => {
      const there = run.map((i) => this.at(i, upper[i]));
      const back = run.toReversed().map((i) => this.at(i, lower[i]));
      return `M${there.concat(back).join('L')}Z`;
    }).join('');
  }

  at(i, value) {
    return `${this.x(i).toFixed(1)} ${this.y(value).toFixed(1)}`;
  }

  press(event) {
    const last = this.content.days.length - 1;
    const index = this.index ?? this.home();
    const next = {
      ArrowLeft: index - 1, ArrowDown: index - 1, ArrowRight: index + 1, ArrowUp: index + 1,
      PageUp: index + 7, PageDown: index - 7, Home: 0, End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.read(Math.max(0, Math.min(last, next)));
    } else if (event.key === 'Escape') {
      this.hide();
    }
  }

  point(event) {
    if (this.content && this.x) {
      const within = event.clientX - this.element.getBoundingClientRect().left;
      const share = (within - this.x(0)) / (this.x(1) - this.x(0));
      this.read(Math.max(0, Math.min(this.content.days.length - 1, Math.round(share))));
    }
  }

  speak(index) {
    const { title, rows } = this.describe(index);
    this.element.setAttribute('aria-valuenow', String(index));
    this.element.setAttribute('aria-valuetext',
      [title, ...rows.map(([, name, text]) => `${name} ${text}`)].join(', '));
    return { title, rows };
  }

  read(index) {
    this.index = index;
    const { title, rows } = this.speak(index);
    const x = this.x(index);
    const dots = this.content.lines.filter((line) => line.values[index] !== null).map((line) => s('circle', {
      class: `dot ${line.key}`, cx: x, cy: this.y(line.values[index]), r: 4,
    }));
    this.cursor.replaceChildren(
      s('line', { x1: x, x2: x, y1: MARGIN.top, y2: this.y(0) }), ...dots);
    this.reading.replaceChildren(h('strong', {}, title), ...rows.map(([key, name, text]) =>
      h('span', { class: 'row' }, h('i', { class: `swatch ${key}` }), h('span', {}, name), h('b', {}, text))));
    this.reading.hidden = false;
    const width = this.reading.offsetWidth;
    const space = this.element.clientWidth;
    const left = x + 14 + width > space ? x - 14 - width : x + 14;
    this.reading.style.left = `${Math.max(0, Math.min(space - width, left))}px`;
  }

  hide() {
    this.reading.hidden = true;
    this.cursor?.replaceChildren();
  }
}

/** Stretches of indexes that have a value. */
function runs(values) {
  const found = [];
  values.forEach((value, i) => {
    if (value !== null && value !== undefined) {
      if (i > 0 && found.length > 0 && found.at(-1).at(-1) === i - 1) {
        found.at(-1).push(i);
      } else {
        found.push([i]);
      }
    }
  });
  return found;
}

function highest({ lines, bands }) {
  const values = lines.flatMap((line) => line.values).concat(bands.flatMap((band) => band.upper));
  return values.reduce((most, value) => Math.max(most, value ?? 0), 0) || 1;
}

/** From 0 to at least `most`, in steps that read well. */
function niceTicks(most, count) {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => i * step);
}
