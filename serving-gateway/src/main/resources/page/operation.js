// What stands behind the forecasts: runs with their audits, health, alerts.

import { byId, h, table, tableRow } from './dom.js';
import { count, longDay, moment, optional, percent, since, weekday } from './format.js';
import { Panel } from './panel.js';

const RUNS = 10;
const ALERTS = 10;
const POLL_MILLIS = 15_000;
const STATES = { ready: 'Ready', degraded: 'Degraded', unavailable: 'Unavailable' };
const STATUS_CLASS = { published: 'good', staged: '', running: '', superseded: '', failed: 'bad' };
const BACKENDS = {
  redis: 'Redis, the newest forecasts', postgres: 'PostgreSQL, the past', stream: 'Stream job, forecasts on demand', models: 'Model registry',
};
const CIRCUITS = { closed: ['good', '✓ answers'], 'half-open': ['warn', '… is being tried'], open: ['bad', '✗ is away'] };

export class RunsPanel {
  constructor() {
    this.panel = new Panel('runs');
  }

  open(api, signal) {
    Object.assign(this, { api, signal });
    return this.panel.load(signal, async () => {
      const { runs } = await api.get('runs', { limit: RUNS }, signal);
      if (runs.length === 0) {
        this.panel.empty('No run yet.');
        return;
      }
      this.columns = [{ name: 'Origin' }, { name: 'Kind' }, { name: 'Status' }, { name: 'Series', number: true },
        { name: 'Started' }, { name: 'Audit' }];
      this.panel.show(table('Runs, the newest first', this.columns, runs.map((run) => this.row(run))));
    });
  }

  row(run) {
    const button = h('button', {
      type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-label': `Audit of ${run.run_id}`,
      onclick: () => this.toggle(button, run),
    }, 'Audit');
    return tableRow(this.columns, [weekday(run.origin), run.kind,
      h('span', { class: STATUS_CLASS[run.status] }, run.status), optional(run.series_count, count),
      moment(run.started_at), button]);
  }

  async toggle(button, run) {
    const row = button.closest('tr');
    if (button.getAttribute('aria-expanded') === 'true') {
      row.nextSibling.remove();
      button.setAttribute('aria-expanded', 'false');
      return;
    }
    const cell = h('td', { colspan: this.columns.length, class: 'detail' }, h('p', { class: 'muted' }, 'Loading …'));
    row.after(h('tr', {}, cell));
    button.setAttribute('aria-expanded', 'true');
    try {
      cell.replaceChildren(...audit(await this.api.get(`runs/${encodeURIComponent(run.run_id)}`, {}, this.signal)));
    } catch (e) {
      cell.replaceChildren(h('p', { class: 'notice bad', role: 'alert' }, e.message));
    }
  }
}

function audit({ run, checks }) {
  const about = h('p', {}, h('code', {}, run.run_id), ` · ${run.horizon} days · model `, h('code', {}, run.model_version));
  const message = run.message ? h('p', { class: 'notice bad' }, run.message) : null;
  const passed = checks.filter((check) => check.passed).length;
  return [about, message, checks.length === 0
    ? h('p', { class: 'muted' }, 'This run has no audit: a continuous run is published from its first forecast on.')
    : table(`${passed} of ${checks.length} checks passed`,
      [{ name: 'Check' }, { name: 'Passed' }, { name: 'Value', number: true }, { name: 'Limit' }],
      checks.map((check) => [check.name, h('span', { class: check.passed ? 'good' : 'bad' }, check.passed ? '✓ yes' : '✗ no'),
        optional(check.value, (value) => (typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : value)),
        check.limit ?? '–']))].filter(Boolean);
}

/** How the gateway is; asked again every 15 s while the page is seen. */
export class HealthPanel {
  constructor() {
    this.panel = new Panel('health');
    this.forecast = null;
  }

  open(api, signal) {
    Object.assign(this, { api, signal });
    this.ask();
    const timer = setInterval(() => document.hidden || this.ask(), POLL_MILLIS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  ask() {
    return this.panel.load(this.signal, async () => {
      try {
        this.status = await this.api.get('status', {}, this.signal);
      } catch (e) {
        this.badge('unavailable');
        throw e;
      }
      this.badge(this.status.status);
      this.show();
    });
  }

  /** The chosen series' forecast, whose age is part of the health. */
  seen(forecast) {
    this.forecast = forecast;
    if (this.status) {
      this.show();
    }
  }

  badge(state) {
    const badge = byId('health-badge');
    badge.hidden = false;
    badge.dataset.state = state;
    badge.textContent = STATES[state];
  }

  show() {
    const { cache, backends } = this.status;
    const asked = cache.hits + cache.misses;
    const facts = [
      ['Newest order that the forecast knows', this.forecast ? since(this.forecast.as_of) : '–'],
      ['Forecast made', this.forecast ? since(this.forecast.generated_at) : '–'],
      ['Forecasts in memory', count(cache.entries)],
      ['Answers from memory', asked > 0 ? percent(cache.hits / asked) : '–'],
      ['Memory follows Redis', cache.following ? 'yes' : 'no, and so is not used'],
    ];
    this.panel.show(
      table('What stands behind the gateway', [{ name: 'Service' }, { name: 'State' }], backends.map((each) => {
        const [kind, text] = each.configured ? CIRCUITS[each.state] : ['muted', 'not set up'];
        return [BACKENDS[each.name] ?? each.name, h('span', { class: kind }, text)];
      })),
      h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))));
  }
}

export class AlertsPanel {
  constructor() {
    this.panel = new Panel('alerts');
  }

  open(api, warehouse, signal) {
    return this.panel.load(signal, async () => {
      const { alerts } = await api.get('alerts', { warehouse_id: warehouse, limit: ALERTS }, signal);
      if (alerts.length === 0) {
        this.panel.empty('Nothing that somebody should look at.');
        return;
      }
      this.panel.show(h('ul', { class: 'alerts' }, alerts.map((alert) => h('li', {},
        h('strong', {}, alert.kind.replaceAll('_', ' ')), ` ${alert.subject}, ${longDay(alert.date)}`,
        h('p', { class: 'muted' }, alert.detail)))));
    });
  }
}
