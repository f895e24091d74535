// One part of the page that is loaded for itself: it is loading, shows something, is empty, or has failed.

import { byId, h } from './dom.js';

const MOST_SECONDS = 60;

export class Panel {
  constructor(id) {
    this.section = byId(id);
    this.body = this.section.querySelector('.body');
    this.timer = null;
    this.failures = 0;
  }

  loading() {
    this.set('loading', h('p', { class: 'muted loading', role: 'status' }, 'Loading …'));
  }

  show(...nodes) {
    this.failures = 0;
    this.set('ready', ...nodes);
  }

  empty(text) {
    this.set('empty', h('p', { class: 'muted' }, text));
  }

  /** Says what was refused and why; with a time to come back it does so. */
  fail(refusal, retry) {
    const hint = h('span', {});
    const button = retry && h('button', { type: 'button', class: 'quiet', onclick: retry }, 'Try again');
    this.set('failed',
      h('div', { class: 'notice bad', role: 'alert' },
        h('strong', {}, refusal.title ?? 'Something went wrong'),
        h('p', {}, refusal.message, ' ', hint),
        refusal.status === 403 || refusal.status === 404 ? null : button));
    if (retry && refusal.retryAfter) {
      this.failures += 1;
      const pause = Math.min(MOST_SECONDS, 2 ** this.failures);
      this.countDown(Math.max(refusal.retryAfter, pause), hint, retry);
    }
  }

  countDown(seconds, hint, retry) {
    hint.textContent = `Trying again in ${seconds} s.`;
    this.timer = setTimeout(
      () => (seconds <= 1 ? retry() : this.countDown(seconds - 1, hint, retry)), 1000);
  }

  /** Loads, shows what comes, and fails visibly; what was aborted is forgotten. */
  async load(signal, work) {
    if (this.section.dataset.state !== 'ready') {
      this.loading();
    }
    try {
      await work();
    } catch (e) {
      if (!signal?.aborted && e.name !== 'AbortError') {
        if (e.status === undefined) {
          console.error(e);
        }
        this.fail(e, () => this.load(signal, work));
      }
    }
  }

  set(state, ...nodes) {
    clearTimeout(this.timer);
    this.section.dataset.state = state;
    this.body.replaceChildren(...nodes.filter((node) => node));
  }
}
