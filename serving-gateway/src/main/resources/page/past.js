// How forecasts have done: those of the chosen series against its days, and those of its warehouse.

import { Chart } from './chart.js';
import { h, table } from './dom.js';
import { INTERVALS, addDays, count, longDay, number, optional, percent, signedNumber, signedPercent, weekday } from './format.js';
import { Panel } from './panel.js';

const DAYS = 90;
const ROWS = 28;
const LEADS = ['1', '7', '14', '28'];
const SHOWN_LEADS = new Set([1, 2, 3, 7, 14, 21, 28]);

function leadField(id, chosen, onchange) {
  return h('label', { class: 'inline' }, 'Forecast ',
    h('select', { id, onchange: (event) => onchange(event.target.value) },
      LEADS.map((lead) => h('option', { value: lead, selected: lead === chosen },
        lead === '1' ? '1 day ahead' : `${lead} days ahead`))));
}

/** Each closed day: what had been forecast, what happened, and whether the interval held it. */
export class PastPanel {
  constructor() {
    this.panel = new Panel('past');
    this.lead = '7';
  }

  open(api, series, lastDay, signal) {
    Object.assign(this, { api, series, lastDay, signal });
    return this.panel.load(signal, () => this.load());
  }

  async load() {
    const { vintages } = await this.api.get('vintages', {
      warehouse_id: this.series.warehouse, item_id: this.series.item,
      from: addDays(this.lastDay, -DAYS), to: this.lastDay, lead: this.lead,
    }, this.signal);
    const closed = vintages.filter((each) => each.actual !== undefined);
    const field = leadField('past-lead', this.lead, (lead) => {
      this.lead = lead;
      this.panel.load(this.signal, () => this.load());
    });
    if (closed.length === 0) {
      this.panel.show(field, h('p', { class: 'muted' },
        `No closed day has a forecast made ${this.lead} days before it yet.`));
      return;
    }
    this.panel.show(field, verdict(closed), this.table(closed.slice(-ROWS).toReversed()));
  }

  table(rows) {
    return table('Forecast and demand in units, the newest day first',
      [{ name: 'Day' }, { name: 'Forecast', number: true }, { name: `${INTERVALS.i95} interval`, number: true },
        { name: 'Demand', number: true }, { name: 'Error', number: true }, { name: 'Held' }],
      rows.map((each) => [weekday(each.target_date), number(each.mean), `${number(each.lower)} – ${number(each.upper)}`,
        number(each.actual), signedNumber(each.mean - each.actual), held(isHeld(each))]));
  }
}

const isHeld = (vintage) => vintage.lower <= vintage.actual && vintage.actual <= vintage.upper;
const held = (yes) => h('span', { class: yes ? 'good' : 'bad' }, yes ? '✓ yes' : '✗ no');

function verdict(closed) {
  const units = closed.reduce((sum, each) => sum + each.actual, 0);
  const errors = closed.reduce((sum, each) => sum + Math.abs(each.mean - each.actual), 0);
  const within = closed.filter(isHeld).length;
  return h('p', {}, `${within} of ${closed.length} days fell within their ${INTERVALS.i95} interval`,
    units > 0 ? `; the forecasts were off by ${percent(errors / units)} of demand.` : '.');
}

/** Errors and coverage of the series by lead, and of its whole warehouse by day. */
export class AccuracyPanel {
  constructor() {
    this.panel = new Panel('accuracy');
    this.lead = '1';
    this.chart = new Chart({
      label: 'Coverage and error of the warehouse by day', height: 190, describe: (i) => this.describe(i),
    });
  }

  open(api, series, lastDay, signal) {
    Object.assign(this, { api, series, lastDay, signal });
    return this.panel.load(signal, () => this.load());
  }

  async load() {
    const span = { warehouse_id: this.series.warehouse, from: addDays(this.lastDay, -DAYS), to: this.lastDay };
    const [ofSeries, live] = await Promise.all([
      this.api.get('accuracy/series', { ...span, item_id: this.series.item }, this.signal),
      this.api.get('accuracy', { ...span, lead: this.lead }, this.signal),
    ]);
    this.days = live.days;
    this.panel.show(this.ofSeries(ofSeries.leads), h('h3', {}, `Warehouse ${this.series.warehouse} by day`),
      leadField('accuracy-lead', this.lead, (lead) => {
        this.lead = lead;
        this.panel.load(this.signal, () => this.load());
      }), ...this.ofWarehouse());
  }

  ofSeries(leads) {
    if (leads.length === 0) {
      return h('p', { class: 'muted' }, `No day of the last ${DAYS} can be compared yet.`);
    }
    return table(`This series, last ${DAYS} days, by days ahead`,
      [{ name: 'Days ahead' }, { name: 'Days', number: true }, { name: 'Demand, units', number: true },
        { name: 'Error (WAPE)', number: true }, { name: 'Bias', number: true }, { name: `In ${INTERVALS.i95}`, number: true }],
      leads.filter((each) => SHOWN_LEADS.has(each.lead)).map((each) => [count(each.lead), count(each.days), count(each.units), optional(each.wape, percent),
        optional(each.bias, signedPercent), percent(each.coverage)]));
  }

  ofWarehouse() {
    if (this.days.length === 0) {
      return [h('p', { class: 'muted' }, 'No day of this warehouse has been compared yet.')];
    }
    const measure = (name) => this.days.map((day) => day.measures[name] ?? null);
    const coverage = measure('coverage_95');
    const wape = measure('wape');
    this.chart.update({
      days: this.days.map((day) => day.date), divider: null, unit: 'Share', format: percent, bands: [],
      top: Math.max(1, ...wape.filter((value) => value !== null)),
      lines: [
        { key: 'target', values: this.days.map(() => 0.95) },
        { key: 'past', values: wape }, { key: 'mean', values: coverage },
      ],
    });
    const rows = this.days.slice(-ROWS).toReversed().map((day) => [weekday(day.date),
      optional(day.measures.coverage_95, percent), optional(day.measures.wape, percent),
      optional(day.measures.bias, signedPercent), optional(day.measures.units, count)]);
    return [
      h('ul', { class: 'legend' },
        h('li', {}, h('i', { class: 'swatch mean' }), `Days in the ${INTERVALS.i95} interval`),
        h('li', {}, h('i', { class: 'swatch past' }), 'Error (WAPE)'),
        h('li', {}, h('i', { class: 'swatch target' }), INTERVALS.i95)),
      this.chart.element,
      h('details', {}, h('summary', {}, 'As a table'), table('Coverage and errors, the newest day first',
        [{ name: 'Day' }, { name: `In ${INTERVALS.i95}`, number: true }, { name: 'Error (WAPE)', number: true },
          { name: 'Bias', number: true }, { name: 'Demand, units', number: true }], rows)),
    ];
  }

  describe(i) {
    const { date, measures } = this.days[i];
    return {
      title: longDay(date),
      rows: [['mean', `In ${INTERVALS.i95}`, optional(measures.coverage_95, percent)], ['past', 'Error', optional(measures.wape, percent)]],
    };
  }
}
