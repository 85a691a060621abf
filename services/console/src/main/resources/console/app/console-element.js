import { LitElement } from 'lit';
import { t } from './language.js';
import { live } from './live.js';
import { preferenceChanges } from './preferences.js';

/** What every element of the console has in common: it lies in the page's own tree, speaks the page's language, hears what is live. */
export class ConsoleElement extends LitElement {
  #listeners = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(preferenceChanges, 'language', () => this.requestUpdate());
    for (const [name, take] of Object.entries(this.liveEvents())) {
      this.listen(live, name, (event) => take(event.detail));
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listeners.forEach(([target, name, take]) => target.removeEventListener(name, take));
    this.#listeners = [];
  }

  /** @returns {Record<string, (detail: any) => void>} what to do on events of the server */
  liveEvents() {
    return {};
  }

  /** Listens for as long as the element is on the page. */
  listen(target, name, take) {
    target.addEventListener(name, take);
    this.#listeners.push([target, name, take]);
  }

  /** Runs something that may fail and keeps what to say about it in {@link problem}. */
  async attempt(work) {
    try {
      this.problem = null;
      return await work();
    } catch (failure) {
      this.problem = reasonOf(failure);
      return undefined;
    } finally {
      this.requestUpdate();
    }
  }
}

/** Why something failed: in our words where the server gives a code that we know, else in its own. */
export function reasonOf(failure) {
  const key = `code.${failure.code}`;
  if (failure.code && t(key) !== key) {
    return t(key);
  }
  return failure.body?.pointer ? `${failure.body.pointer}: ${failure.message}` : failure.message;
}

/** Says something to everybody, those who listen rather than look included. */
export function announce(text, kind = '') {
  document.dispatchEvent(new CustomEvent('medsentry-announce', { detail: { text, kind } }));
}
