// The terms that a forecast's mean is made up of, day by day; made on demand.

import { h, table } from './dom.js';
import { longDay, number, signedNumber, weekday } from './format.js';
import { Panel } from './panel.js';

const DAYS = 7;
const MOST_TERMS = 10;
const NAMES = {
  level: 'Sold on a usual day', base: 'Average of all series', alignment: 'Agreement with the group’s forecast',
  step: 'Days ahead', warehouse: 'Warehouse', category: 'Category', log_level: 'Size of the series',
  fast_level: 'Level of the last days', trend: 'Trend', weekday_lag: 'Same weekday, last week',
  weekday: 'Weekday', closure: 'Closure', school_break: 'School break', warehouse_promotion: 'Promotion of the warehouse',
  named_day: 'Holiday or event', days_to_named_day: 'Before a holiday', days_since_named_day: 'After a holiday',
  log_price: 'Price', price_to_origin: 'Price against today’s', price_to_quarter: 'Price against the quarter’s',
  days_since_price_change: 'Time since the price changed', promoted: 'Promotion',
  warmer_than_usual: 'Temperature', precipitation: 'Rain', age_days: 'Age of the series',
  days_since_sale: 'Time since the last sale',
};
const PATTERNS = [
  [/^mean_(\d+)$/, 'Mean of $1 days'], [/^weekday_mean_(\d+)$/, 'Mean of $1 such weekdays'],
  [/^spread_(\d+)$/, 'Spread over $1 days'], [/^zero_share_(\d+)$/, 'Days without demand in $1'],
];

export class ExplainPanel {
  constructor() {
    this.panel = new Panel('explain');
  }

  open(api, series, signal) {
    Object.assign(this, { api, series, signal });
    this.panel.show(
      h('p', { class: 'muted' }, 'The stream job can say what each of the next days’ forecasts is made up of.'),
      h('button', { type: 'button', id: 'explain-button', onclick: () => this.ask() }, 'Explain the forecast'));
  }

  async ask() {
    this.panel.loading();
    await this.panel.load(this.signal, async () => {
      const { explanations } = await this.api.post('explain',
        { warehouse_id: this.series.warehouse, item_id: this.series.item, horizon_days: DAYS }, this.signal);
      this.explanations = explanations;
      this.build();
    });
  }

  build() {
    const days = h('select', { id: 'explain-day', onchange: (event) => this.show(Number(event.target.value)) },
      this.explanations.map((each, i) => h('option', { value: i }, weekday(each.target_date))));
    this.terms = h('div', {});
    this.panel.show(h('label', { class: 'inline' }, 'Day ', days), this.terms,
      h('button', { type: 'button', class: 'quiet', onclick: () => this.ask() }, 'Explain anew'));
    this.show(0);
  }

  show(index) {
    const { target_date: day, terms } = this.explanations[index];
    const sum = terms.reduce((all, term) => all + term.units, 0);
    const shown = terms.slice(0, MOST_TERMS);
    const rest = terms.slice(MOST_TERMS).reduce((all, term) => all + term.units, 0);
    if (terms.length > MOST_TERMS) {
      shown.push({ term: `${terms.length - MOST_TERMS} others`, units: rest });
    }
    const widest = Math.max(...shown.map((term) => Math.abs(term.units)), 1e-9);
    const rows = shown.map((term) => [nameOf(term.term), signedNumber(term.units), bar(term.units / widest)]);
    this.terms.replaceChildren(table(`Forecast of ${longDay(day)}: ${number(sum)} units are the sum of`,
      [{ name: 'Term' }, { name: 'Units', number: true }, { name: 'Weight' }], rows));
  }
}

function nameOf(term) {
  const pattern = PATTERNS.find(([each]) => each.test(term));
  return NAMES[term] ?? (pattern ? term.replace(...pattern) : term.replaceAll('_', ' '));
}

/** From the middle to the right for more, to the left for less. */
function bar(share) {
  const fill = h('i', { class: share < 0 ? 'less' : 'more' });
  fill.style.width = `${Math.abs(share) * 50}%`;
  return h('span', { class: 'weight', 'aria-hidden': 'true' }, fill);
}
