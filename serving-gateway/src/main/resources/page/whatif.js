// What if the price, or the promotion, were another? The stream job makes such a forecast on demand.

import { choice, h } from './dom.js';
import { count, price, signedNumber, signedPercent } from './format.js';
import { Panel } from './panel.js';

const PAUSE_MILLIS = 350;
const REFRESH_MILLIS = 2_000;
const MOST_DAYS = 28;
const PERCENT_RANGE = 50;

export class WhatIfPanel {
  /** @param onSupposed called with a Map of day to mean, or null */
  constructor(onSupposed) {
    this.panel = new Panel('what-if');
    this.onSupposed = onSupposed;
  }

  async open(api, series, signal) {
    Object.assign(this, { api, series, signal, known: null, answered: null, days: MOST_DAYS });
    clearTimeout(this.timer);
    if (series.item.startsWith('_')) {
      this.panel.empty('Choose an item: a whole warehouse and a category have no price or promotion of their own.');
      return;
    }
    this.panel.loading();
    const features = await api.get(
      `features/${encodeURIComponent(series.warehouse)}/${encodeURIComponent(series.item)}`, {}, signal)
      .catch(() => ({ features: [] }));
    if (!signal.aborted) {
      const value = (name) => features.features.find((each) => each.name === name)?.value ?? null;
      this.known = value('log_price') === null ? null : Math.exp(value('log_price'));
      this.build();
    }
  }

  build() {
    this.supposition = { percent: 0, price: null, promoted: 'known' };
    this.answer = h('p', { class: 'answer', role: 'status' }, 'Change the price or the promotion to see what would come of it.');
    this.trouble = h('div', {});
    this.reset = h('button', { type: 'button', class: 'quiet', disabled: true, onclick: () => this.build() }, 'Back to the plan');
    this.request?.abort();
    this.answered = null;
    this.onSupposed(null);
    this.panel.show(
      this.known === null ? this.priceField() : this.priceSlider(),
      choice('Promotion', 'promoted', [['known', 'As planned'], ['yes', 'Promoted'], ['no', 'Not promoted']], 'known',
        (value) => this.change({ promoted: value })),
      this.answer, this.trouble, this.reset);
  }

  /** A newer forecast: what is supposed is asked anew, but not more often than this. */
  moved(forecast) {
    this.days = Math.min(MOST_DAYS, forecast.mean.length);
    if (this.answered && !this.again) {
      this.again = setTimeout(() => {
        this.again = null;
        if (this.answered && !this.signal.aborted) {
          this.ask(this.answered);
        }
      }, REFRESH_MILLIS);
    }
  }

  priceSlider() {
    const output = h('output', { for: 'what-if-price' }, price(this.known));
    const text = (percents) => `${price(this.priceAt(percents))} (${signedPercent(percents / 100)})`;
    return h('div', { class: 'field' },
      h('label', { for: 'what-if-price' }, 'Price ', output),
      h('input', {
        id: 'what-if-price', type: 'range', min: -PERCENT_RANGE, max: PERCENT_RANGE, step: 1, value: 0,
        'aria-valuetext': price(this.known),
        oninput: (event) => {
          const percents = Number(event.target.value);
          output.textContent = percents === 0 ? price(this.known) : text(percents);
          event.target.setAttribute('aria-valuetext', output.textContent);
          this.change({ percent: percents, price: percents === 0 ? null : this.priceAt(percents) });
        },
      }));
  }

  priceAt(percents) {
    return Math.round(this.known * (100 + percents)) / 100;
  }

  /** The price is not known, hence nothing to slide from. */
  priceField() {
    return h('div', { class: 'field' },
      h('label', { for: 'what-if-price' }, 'Price of a unit'),
      h('input', {
        id: 'what-if-price', type: 'number', min: 0, step: 'any', inputmode: 'decimal',
        oninput: (event) => this.change({ price: event.target.value === '' ? null : Number(event.target.value) }),
      }));
  }

  change(part) {
    Object.assign(this.supposition, part);
    clearTimeout(this.timer);
    this.request?.abort();
    this.trouble.replaceChildren();
    this.answered = null;
    this.reset.disabled = false;
    const suppose = this.suppose();
    if (Object.keys(suppose).length === 0) {
      this.build();
      return;
    }
    this.answer.dataset.state = 'loading';
    this.timer = setTimeout(() => this.ask(suppose), PAUSE_MILLIS);
  }

  suppose() {
    const { price: supposed, promoted } = this.supposition;
    return {
      ...(supposed !== null && supposed >= 0 && { price: supposed }),
      ...(promoted !== 'known' && { promoted: promoted === 'yes' }),
    };
  }

  async ask(suppose) {
    this.request = new AbortController();
    const { signal } = this.request;
    this.signal.addEventListener('abort', () => this.request.abort());
    try {
      const answer = await this.api.post('what-if', {
        warehouse_id: this.series.warehouse, item_id: this.series.item, horizon_days: this.days, suppose,
      }, signal);
      this.answered = suppose;
      this.tell(answer, suppose);
    } catch (e) {
      if (!signal.aborted) {
        this.refused(e, suppose);
      }
    }
  }

  tell({ prediction, baseline }, suppose) {
    const means = new Map(prediction.predictions.map((each) => [each.target_date, each.mean]));
    this.onSupposed(means);
    const days = baseline.filter((each) => means.has(each.target_date));
    const before = days.reduce((sum, each) => sum + each.mean, 0);
    const after = days.reduce((sum, each) => sum + means.get(each.target_date), 0);
    const change = after - before;
    const words = Math.abs(change) < 0.05
      ? 'the forecast would stay as it is'
      : `${days.length} days would come to ${count(after)} units, ${count(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'}`
        + ` than forecast (${before > 0 ? signedPercent(change / before) : signedNumber(change)})`;
    delete this.answer.dataset.state;
    this.answer.textContent = `${capital(assumption(suppose))}, ${words}.`;
  }

  refused(refusal, suppose) {
    delete this.answer.dataset.state;
    this.answer.textContent = '';
    this.onSupposed(null);
    this.trouble.replaceChildren(h('div', { class: 'notice bad', role: 'alert' },
      h('strong', {}, refusal.title ?? 'Something went wrong'), h('p', {}, refusal.message),
      refusal.status === 403 ? '' : h('button', {
        type: 'button', class: 'quiet', onclick: () => { this.trouble.replaceChildren(); this.ask(suppose); },
      }, 'Try again')));
  }
}

function assumption({ price: supposed, promoted }) {
  const parts = [
    supposed === undefined ? null : `at a price of ${price(supposed)}`,
    promoted === undefined ? null : promoted ? 'with a promotion' : 'without a promotion',
  ];
  return parts.filter(Boolean).join(' and ');
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
