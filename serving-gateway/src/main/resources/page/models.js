// Model versions; and for administrators what puts another one in use, asked about before it is done.

import { choice, h, table } from './dom.js';
import { INTERVALS, mediumDay, optional, percent } from './format.js';
import { Panel } from './panel.js';

const VERSIONS = 10;
const EVERYWHERE = '';

export class ModelsPanel {
  constructor() {
    this.panel = new Panel('models');
  }

  /** @param rights null for those who only look, else {everywhere: boolean, warehouse: () => the chosen one} */
  open(api, signal, rights) {
    Object.assign(this, { api, signal, rights });
    return this.load(null);
  }

  load(message) {
    return this.panel.load(this.signal, async () => {
      const { model, aliases, versions } = await this.api.get('models', {}, this.signal);
      if (versions.length === 0) {
        this.panel.empty('There is no model version yet: ./warecast train makes one.');
        return;
      }
      const columns = [{ name: 'Version' }, { name: 'Alias' }, { name: 'Trained up to' }, { name: 'Gate' },
        { name: 'Error', number: true }, { name: `In ${INTERVALS.i95}`, number: true }];
      if (this.rights) {
        columns.splice(2, 0, { name: 'Use' });
      }
      this.panel.show(
        message && h('p', { class: 'notice good', role: 'status' }, message),
        table(`Versions of model ${model}, the newest first; errors (WAPE) on days held back from training`,
          columns, versions.slice(0, VERSIONS).map((each) => this.row(each))),
        versions.length > VERSIONS ? h('p', { class: 'help' }, `and ${versions.length - VERSIONS} older ones`) : null,
        this.rights && h('button', { type: 'button', onclick: () => this.goBack(aliases) }, 'Go back to the version before …'));
    });
  }

  row(version) {
    const cells = [h('code', {}, version.model_version),
      version.aliases.length ? version.aliases.map((alias) => h('span', { class: 'chip' }, alias)) : '–',
      optional(version.trained_to, mediumDay), optional(version.outcome, String),
      optional(version.metrics?.held_back_wape, percent), optional(version.metrics?.held_back_coverage_95, percent)];
    if (this.rights) {
      cells.splice(2, 0, h('button', {
        type: 'button', class: 'quiet', 'aria-label': `Use ${version.model_version}`, onclick: () => this.promote(version),
      }, 'Use …'));
    }
    return cells;
  }

  promote({ model_version: version, outcome }) {
    const overruled = outcome === 'refused' ? 'The promotion gate has refused this version.'
      : outcome ? null : 'The promotion gate has never seen this version.';
    const where = this.where();
    ask({
      title: `Forecast with ${version}?`,
      text: 'The stream job takes it up within seconds, the daily batch with its next run.',
      fields: [where.field, overruled && h('label', { class: 'inline' },
        h('input', { type: 'checkbox', name: 'force', required: true }), `${overruled} Use it all the same.`)],
      action: 'Use this version',
      act: async () => {
        await this.api.post(`models/${encodeURIComponent(version)}/promote`,
          { ...where.body(), ...(overruled && { force: true }) }, this.signal);
        await this.load(`${version} is in use ${where.text()} from now on.`);
      },
    });
  }

  goBack({ latest, previous }) {
    const where = this.where();
    ask({
      title: 'Go back to the version before?',
      text: previous ? `Everywhere that is from ${latest} to ${previous}. Once more takes it back.` : 'Once more takes it back.',
      fields: [where.field],
      action: 'Go back',
      act: async () => {
        const { aliases } = await this.api.post('models/rollback', where.body(), this.signal);
        await this.load(`${where.latest(aliases)} is in use ${where.text()} from now on.`);
      },
    });
  }

  /** Everywhere or in the chosen warehouse; only the latter for those whose token opens but some. */
  where() {
    const warehouse = this.rights.warehouse();
    let scope = this.rights.everywhere ? EVERYWHERE : warehouse;
    return {
      field: this.rights.everywhere && warehouse
        ? choice('Where', 'scope', [[EVERYWHERE, 'Everywhere'], [warehouse, `Only in ${warehouse}`]], scope, (value) => { scope = value; })
        : h('p', {}, scope ? `Only in ${scope}.` : 'Everywhere.'),
      body: () => (scope ? { warehouse_id: scope } : {}),
      text: () => (scope ? `in ${scope}` : 'everywhere'),
      latest: (aliases) => aliases[`latest:${scope}`] ?? aliases.latest,
    };
  }
}

/** Asks in a dialog before something is done; when that is refused it stays open and says why. */
function ask({ title, text, fields, action, act }) {
  const refusal = h('p', { class: 'notice bad', role: 'alert', hidden: true });
  const go = h('button', { type: 'submit', class: 'primary' }, action);
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' },
    h('form', {
      onsubmit: async (event) => {
        event.preventDefault();
        go.disabled = true;
        try {
          await act();
          dialog.close();
        } catch (e) {
          refusal.textContent = e.message;
          refusal.hidden = false;
          go.disabled = false;
        }
      },
    },
    h('h2', { id: 'dialog-title' }, title), h('p', {}, text), fields, refusal,
    h('div', { class: 'inline' }, go,
      h('button', { type: 'button', onclick: () => dialog.close() }, 'Leave it as it is'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
