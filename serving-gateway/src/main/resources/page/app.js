// The page: signing in, choosing a series, and the parts that show it. Read from the end.

import { Api, expiry } from './api.js';
import { Combobox } from './combobox.js';
import { byId, h } from './dom.js';
import { ExplainPanel } from './explain.js';
import { ForecastPanel } from './forecast.js';
import { addDays, itemName, time, today } from './format.js';
import { ModelsPanel } from './models.js';
import { AlertsPanel, HealthPanel, RunsPanel } from './operation.js';
import { AccuracyPanel, PastPanel } from './past.js';
import { WhatIfPanel } from './whatif.js';

const TOKEN = 'warecast.token';
const SUGGESTIONS = 30;
const TOTAL = '_total';
const NOT_A_PLANNER = 'This takes a token with the role planner; yours only reads.';

const health = new HealthPanel();
const alerts = new AlertsPanel();
const models = new ModelsPanel();
const runs = new RunsPanel();
const past = new PastPanel();
const accuracy = new AccuracyPanel();
const explain = new ExplainPanel();
const forecast = new ForecastPanel((newest) => {
  health.seen(newest);
  whatIf.moved(newest);
  closed(addDays(newest.first_date, -1));
});
const whatIf = new WhatIfPanel((days) => forecast.suppose(days));

let session = null;
let shown = null;

const combobox = new Combobox({
  input: byId('item'),
  list: byId('item-list'),
  status: byId('item-status'),
  find: suggestions,
  choose: (item) => go(byId('warehouse').value, item),
});

async function suggestions(text, signal) {
  const warehouse = encodeURIComponent(byId('warehouse').value);
  const { items } = await session.api.get(`warehouses/${warehouse}/items`, { q: text, limit: SUGGESTIONS }, signal);
  const found = items.map((item) => ({
    value: item.item_id,
    text: itemName(item.item_id),
    note: item.group ? 'group' : [item.category, item.department].filter(Boolean).join(' · '),
  }));
  const total = itemName(TOTAL);
  return text && total.toLowerCase().includes(text.toLowerCase()) && !found.some((each) => each.value === TOTAL)
    ? [{ value: TOTAL, text: total, note: 'group' }, ...found]
    : found;
}

function go(warehouse, item) {
  location.hash = `#/${encodeURIComponent(warehouse)}/${encodeURIComponent(item)}`;
}

function seriesOfAddress() {
  const [, warehouse, item] = location.hash.split('/').map(decodeURIComponent);
  return warehouse ? { warehouse, item: item || TOTAL } : null;
}

/** Shows the series of the address; what was being loaded for another is given up. */
function showSeries() {
  if (!session?.warehouses) {
    return;
  }
  const first = session.warehouses[0];
  const series = seriesOfAddress() ?? (first && { warehouse: first.warehouse_id, item: TOTAL });
  shown?.controller.abort();
  shown = null;
  if (!series) {
    tell('The token opens no warehouse that has a forecast.');
    return;
  }
  const known = session.warehouses.some((each) => each.warehouse_id === series.warehouse);
  tell(known ? null : `Warehouse ${series.warehouse} is not among those that the token opens.`);
  for (const id of ['what-if', 'explain', 'past', 'accuracy', 'alerts']) {
    byId(id).hidden = !known;
  }
  byId('warehouse').value = known ? series.warehouse : '';
  combobox.setText(itemName(series.item));
  const controller = new AbortController();
  shown = { series, controller, closed: null };
  const { api } = session;
  if (known) {
    if (session.mayAsk) {
      whatIf.open(api, series, controller.signal);
      explain.open(api, series, controller.signal);
    } else {
      whatIf.panel.empty(NOT_A_PLANNER);
      explain.panel.empty(NOT_A_PLANNER);
    }
    alerts.open(api, series.warehouse, controller.signal);
  }
  const opened = shown;
  forecast.open(api, series, controller.signal).then(() => {
    if (known && opened.closed === null && !controller.signal.aborted) {
      closed(addDays(today(), -1)); // no forecast, but there may be a past
    }
  });
}

/** A day more has closed: what had been forecast for it can be compared. */
function closed(day) {
  if (shown && shown.closed !== day) {
    shown.closed = day;
    const { series, controller } = shown;
    past.open(session.api, series, day, controller.signal);
    accuracy.open(session.api, series, day, controller.signal);
  }
}

function tell(message) {
  const place = byId('chooser-message');
  place.hidden = !message;
  place.textContent = message ?? '';
}

async function signIn(token) {
  const controller = new AbortController();
  const api = new Api(token, (reason) => signOut(reason));
  session = { api, controller };
  try {
    const me = await api.get('me', {}, controller.signal);
    const { warehouses } = await api.get('warehouses', {}, controller.signal);
    session.warehouses = warehouses;
    session.mayAsk = me.roles?.some((role) => role === 'planner' || role === 'admin');
    sessionStorage.setItem(TOKEN, token);
    welcome(me, expiry(token));
  } catch (e) {
    if (e.status !== 401 && !controller.signal.aborted) {
      signOut(`${e.title ?? 'Something went wrong'}. ${e.message}`);
    }
  }
}

function welcome(me, until) {
  byId('warehouse').replaceChildren(...session.warehouses.map(({ warehouse_id: id, region }) =>
    h('option', { value: id }, region ? `${id} (${region})` : id)));
  byId('who').textContent = until ? `${me.subject}, until ${time(until)}` : me.subject;
  if (until) {
    const timer = setTimeout(
      () => signOut('The token has expired. Sign in with a new one.'), Math.max(0, until - Date.now()));
    session.controller.signal.addEventListener('abort', () => clearTimeout(timer));
  }
  view(true);
  models.open(session.api, session.controller.signal, me.roles?.includes('admin')
    ? { everywhere: me.all_warehouses, warehouse: () => byId('warehouse').value }
    : null);
  runs.open(session.api, session.controller.signal);
  health.open(session.api, session.controller.signal);
  showSeries();
}

function signOut(reason) {
  session?.controller.abort();
  shown?.controller.abort();
  session = null;
  shown = null;
  sessionStorage.removeItem(TOKEN);
  const message = byId('login-message');
  message.hidden = !reason;
  message.textContent = reason ?? '';
  view(false);
  byId('token').value = '';
  byId('token').focus();
}

function view(signedIn) {
  byId('login').hidden = signedIn;
  byId('content').hidden = !signedIn;
  byId('who').hidden = !signedIn;
  byId('sign-out').hidden = !signedIn;
  if (!signedIn) {
    byId('health-badge').hidden = true;
  }
}

byId('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  signIn(byId('token').value.trim().replace(/^Bearer\s+/i, ''));
});
byId('sign-out').addEventListener('click', () => signOut(null));
byId('warehouse').addEventListener('change', (event) => go(event.target.value, TOTAL));
window.addEventListener('hashchange', showSeries);

const kept = sessionStorage.getItem(TOKEN);
if (kept) {
  signIn(kept);
} else {
  signOut(null);
}
