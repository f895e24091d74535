// The chosen series: its history, the forecast with intervals, past forecasts, live updates.

import { Chart } from './chart.js';
import { byId, choice, h, table } from './dom.js';
import {
  INTERVALS, addDays, axisNumber, count, instant, itemName, longDay, number, since, time, toDay, today, toEpochDay,
  units, weekday,
} from './format.js';
import { Panel } from './panel.js';
import { follow } from './stream.js';

const RANGES = [['28', '4 weeks'], ['56', '8 weeks'], ['182', '26 weeks'], ['364', '52 weeks']];
const LEADS = [['0', 'none'], ['1', '1 day ahead'], ['7', '7 days ahead'], ['14', '14 days ahead'], ['28', '28 days ahead']];
const NARROW = 560;
const WEEK = 7;
const REFRESH_MILLIS = 5_000;
const SOURCES = {
  postgres: 'Redis is away: this is the last published forecast, from PostgreSQL.',
  'last-known': 'Redis is away: this is the newest forecast that the gateway remembers.',
  default: 'All stores are away: these are averages by weekday of the last forecast that was seen.',
};

export class ForecastPanel {
  /** @param onForecast called with each new forecast of the series */
  constructor(onForecast) {
    this.panel = new Panel('forecast');
    this.onForecast = onForecast;
    this.range = window.innerWidth < NARROW ? '28' : '56';
    this.lead = '7';
    this.asTable = false;
    this.chart = new Chart({ label: 'Demand by day', describe: (i) => this.describe(i) });
  }

  async open(api, series, signal) {
    Object.assign(this, {
      api, series, signal, forecast: null, supposed: null, actuals: new Map(), past: new Map(), refreshed: 0,
    });
    const name = itemName(series.item);
    byId('forecast-title').textContent = `${name}, ${series.warehouse}`;
    byId('forecast-origin').textContent = '';
    this.state('waiting');
    document.title = `${name}, ${series.warehouse} – Warecast`;
    this.panel.section.dataset.state = 'loading';
    await this.panel.load(signal, async () => {
      this.take(await api.get(
        `forecasts/${encodeURIComponent(series.warehouse)}/${encodeURIComponent(series.item)}`, {}, signal));
      await this.loadPast();
    });
    this.listen();
  }

  listen() {
    follow(this.api, `${this.series.warehouse}|${this.series.item}`, this.signal, {
      state: (state, refusal) => this.state(state, refusal),
      forecast: (forecast) => this.arrive(forecast),
    });
  }

  /** A forecast of the stream; the first is usually the one that is shown already. */
  arrive(forecast) {
    const known = this.forecast;
    if (this.signal.aborted || (known && !isNewer(forecast, known))) {
      return;
    }
    this.take(forecast);
    this.updatedAt = Date.now();
    this.state('live');
    this.panel.section.classList.remove('moved');
    requestAnimationFrame(() => this.panel.section.classList.add('moved'));
    this.draw();
    if (!known || known.first_date !== forecast.first_date || Date.now() - this.refreshed > REFRESH_MILLIS) {
      this.panel.load(this.signal, () => this.loadPast());
    }
  }

  take(forecast) {
    this.forecast = forecast;
    byId('forecast-origin').textContent =
      `As of ${instant(forecast.as_of)} (${since(forecast.as_of)}), ${maker(forecast)}`;
    this.onForecast(forecast);
  }

  state(state, refusal) {
    const live = byId('live');
    live.dataset.state = state;
    const moved = this.updatedAt ? `, moved at ${time(this.updatedAt)}` : '';
    live.textContent = { live: `Live${moved}`, waiting: 'Connecting …', refused: 'Not live' }[state];
    live.title = refusal?.message ?? '';
  }

  /** What was demanded, and what had been forecast, of the days before and in the forecast. */
  async loadPast() {
    this.refreshed = Date.now();
    const query = {
      warehouse_id: this.series.warehouse, item_id: this.series.item, from: this.firstDay(), to: this.lastDay(),
    };
    const lead = this.lead;
    const [actuals, vintages] = await Promise.allSettled([
      this.api.get('actuals', query, this.signal),
      lead === '0' ? { vintages: [] } : this.api.get('vintages', { ...query, lead }, this.signal),
    ]);
    if (this.signal.aborted) {
      return;
    }
    this.actuals = new Map((actuals.value?.actuals ?? []).map((each) => [each.date, each.units]));
    this.past = new Map((vintages.value?.vintages ?? []).map((each) => [each.target_date, each.mean]));
    this.missing = (actuals.reason ?? vintages.reason)?.message;
    this.draw();
  }

  firstDay() {
    return addDays(this.forecast?.first_date ?? today(), -Number(this.range));
  }

  lastDay() {
    return addDays(this.forecast.first_date, this.forecast.mean.length - 1);
  }

  /** @param days Map of day to mean, or null for none */
  suppose(days) {
    this.supposed = days;
    if (this.forecast) {
      this.draw();
    }
  }

  draw() {
    const { forecast } = this;
    // nothing is drawn of the days before the first that is known
    const start = [...this.actuals.keys(), ...this.past.keys(), forecast.first_date].sort()[0];
    const first = toEpochDay(start < this.firstDay() ? this.firstDay() : start);
    const days = Array.from({ length: toEpochDay(this.lastDay()) - first + 1 }, (_, i) => toDay(first + i));
    const divider = toEpochDay(forecast.first_date) - first;
    const ofForecast = (values) => values && days.map((_, i) => (i < divider ? null : values[i - divider]));
    const [lower95, upper95] = interval(forecast, 0.95).map(ofForecast);
    const [lower50, upper50] = interval(forecast, 0.5).map(ofForecast);
    const values = (map) => days.map((day) => map?.get(day) ?? null);
    this.content = {
      days, divider, unit: 'Units a day', format: axisNumber,
      bands: [
        lower95 && { key: 'i95', lower: lower95, upper: upper95 },
        lower50 && { key: 'i50', lower: lower50, upper: upper50 },
      ].filter(Boolean),
      lines: [
        { key: 'past', values: values(this.past) },
        { key: 'actual', values: values(this.actuals) },
        { key: 'mean', values: ofForecast(forecast.mean) },
        { key: 'supposed', values: values(this.supposed) },
      ],
    };
    this.show();
  }

  show() {
    if (this.panel.section.dataset.state !== 'ready' || !this.slots) {
      this.build();
    }
    const { slots } = this;
    slots.notice.replaceChildren(...[SOURCES[this.forecast.served_from], this.missing]
      .filter(Boolean).map((text) => h('p', { class: 'notice warn' }, text)));
    slots.figures.replaceChildren(...figures(this.forecast));
    slots.legend.replaceChildren(...this.legend());
    slots.hint.hidden = this.actuals.size > 0;
    if (this.asTable) {
      slots.view.replaceChildren(this.asRows());
    } else {
      if (slots.view.firstChild !== this.chart.element) {
        slots.view.replaceChildren(this.chart.element);
      }
      this.chart.update(this.content);
    }
  }

  build() {
    this.slots = {
      notice: h('div', {}), figures: h('dl', { class: 'figures' }), legend: h('ul', { class: 'legend' }), view: h('div', {}),
      hint: h('p', { class: 'help' }, 'No closed day of this series is stored yet: history comes with the next daily run, and as the continuous job closes days.'),
    };
    const reload = () => this.panel.load(this.signal, () => this.loadPast());
    const controls = h('div', { class: 'controls' },
      choice('History', 'range', RANGES, this.range, (value) => { this.range = value; reload(); }),
      h('label', { class: 'inline' }, 'Past forecasts ',
        h('select', { id: 'lead', onchange: (event) => { this.lead = event.target.value; reload(); } },
          LEADS.map(([value, text]) => h('option', { value, selected: value === this.lead }, text)))),
      choice('Show as', 'view', [['chart', 'Chart'], ['table', 'Table']], this.asTable ? 'table' : 'chart',
        (value) => { this.asTable = value === 'table'; this.show(); }));
    const { notice, figures: figureList, legend, view, hint } = this.slots;
    this.panel.show(notice, figureList, controls, legend, view, hint);
  }

  legend() {
    const has = (key) => this.content.lines.find((line) => line.key === key).values.some((value) => value !== null);
    const names = [['actual', 'Demand'], ['mean', 'Forecast'],
      ...this.content.bands.map(({ key }) => [key, `${INTERVALS[key]} interval`]),
      ['past', `Forecast ${LEADS.find(([value]) => value === this.lead)[1]}`], ['supposed', 'What if']];
    return names.filter(([key]) => key.startsWith('i') || has(key)).map(([key, name]) =>
      h('li', {}, h('i', { class: `swatch ${key}` }), name));
  }

  describe(i) {
    const { lines, bands, days } = this.content;
    const value = (key) => lines.find((line) => line.key === key).values[i];
    const names = { actual: 'Demand', mean: 'Forecast', past: `${this.lead} days ahead`, supposed: 'What if' };
    const rows = ['actual', 'mean', 'supposed', 'past'].filter((key) => value(key) !== null)
      .map((key) => [key, names[key], units(value(key))]);
    const ranges = bands.filter((band) => band.lower[i] !== null)
      .map((band) => [band.key, INTERVALS[band.key], `${number(band.lower[i])} to ${number(band.upper[i])}`]);
    return { title: longDay(days[i]), rows: rows.concat(ranges.toReversed()) };
  }

  asRows() {
    const { lines, bands, days } = this.content;
    const columns = [{ name: 'Day' }, ...['Demand', 'Forecast', `${INTERVALS.i50} interval`, `${INTERVALS.i95} interval`, 'Past forecast', 'What if']
      .map((name) => ({ name, number: true }))];
    const cell = (key, i) => {
      const value = lines.find((line) => line.key === key).values[i];
      return value === null ? '' : number(value);
    };
    const range = (key, i) => {
      const band = bands.find((each) => each.key === key);
      return band && band.lower[i] !== null ? `${number(band.lower[i])} – ${number(band.upper[i])}` : '';
    };
    const rows = days.map((day, i) => [weekday(day), cell('actual', i), cell('mean', i), range('i50', i),
      range('i95', i), cell('past', i), cell('supposed', i)]).filter((row) => row.slice(1).some(Boolean));
    return table('Demand and forecast in units a day, the newest day first', columns, rows.toReversed());
  }
}

function isNewer(one, other) {
  const order = new Date(one.as_of) - new Date(other.as_of);
  return order > 0 || (order === 0 && one.generated_at > other.generated_at);
}

function maker(forecast) {
  return forecast.tier === 'model'
    ? `by model ${forecast.model_version} (${forecast.method})`
    : `by averages of the season (${forecast.method}), as no model can forecast this series`;
}

/** Lower and upper quantiles of the interval that holds this share of days; undefined without. */
export function interval(forecast, share) {
  const at = (level) => forecast.quantiles[forecast.levels.findIndex((each) => Math.abs(each - level) < 1e-3)];
  const found = [at((1 - share) / 2), at((1 + share) / 2)];
  return found.every(Boolean) ? found : [undefined, undefined];
}

function figures(forecast) {
  const days = Math.min(WEEK, forecast.mean.length);
  const week = forecast.mean.slice(0, days).reduce((sum, each) => sum + each, 0);
  const [lower, upper] = interval(forecast, 0.95);
  const top = forecast.mean.indexOf(Math.max(...forecast.mean.slice(0, days)));
  return [
    figure(weekday(forecast.first_date), units(forecast.mean[0]),
      lower ? `${INTERVALS.i95} within ${number(lower[0])} to ${number(upper[0])}` : ''),
    figure(`Next ${days} days`, `${count(week)} units`, `${number(week / days)} a day`),
    figure('Busiest of these', weekday(addDays(forecast.first_date, top)), units(forecast.mean[top])),
  ];
}

function figure(name, value, note) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value, h('small', {}, note)));
}
