import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { moment, number } from '../app/figures.js';
import { get, post, queryOf } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain, visible } from '../app/plain.js';
import { choose } from '../app/router.js';
import { session } from '../app/session.js';
import './confirm-dialog.js';
import './dead-letter-dialog.js';

const FILTERS = ['stream', 'reason', 'source', 'q'];

/** Records that could not be judged: why, and the way back for those that can be mended. */
class DeadLetterList extends ConsoleElement {
  static properties = { query: {}, page: { state: true }, selected: { state: true } };

  constructor() {
    super();
    this.query = '';
    this.page = null;
    this.selected = new Set();
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      const given = new URLSearchParams(this.query);
      this.filters = Object.fromEntries(FILTERS.map((name) => [name, given.get(name)]));
      this.#load();
    }
  }

  async #load(after = null) {
    const page = await this.attempt(() => get(`/api/dead-letters${queryOf({ ...this.filters, size: 50, after })}`));
    if (page) {
      this.page = after ? { ...page, deadLetters: [...this.page.deadLetters, ...page.deadLetters] } : page;
      this.selected = new Set();
    }
  }

  #select(id, on) {
    const next = new Set(this.selected);
    next[on ? 'add' : 'delete'](id);
    this.selected = next;
  }

  async #open(letter) {
    if (await this.querySelector('dead-letter-dialog').open(letter)) {
      await this.#load();
    }
  }

  async #replay() {
    const ids = [...this.selected];
    const sure = await this.querySelector('confirm-dialog').ask({
      title: t('dead.replay'),
      text: t('dead.replay-text', { n: ids.length }),
      confirm: t('dead.replay'),
    });
    if (sure !== null) {
      await this.attempt(async () => {
        await post('/api/dead-letters/replay', { ids });
        announce(t('dead.replayed', { n: ids.length }), 'good');
        await this.#load();
      });
    }
  }

  render() {
    const { page } = this;
    return html`<section class="panel" aria-label=${t('dead')}>
      <header>
        <h2>${t('dead')}</h2>
        <span class="muted small">${page ? t('dead.total', { n: number(page.total) }) : this.problem ? '' : t('loading')}</span>
      </header>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="toolbar">
        ${['stream', 'reason', 'source'].map((name) => this.#facet(name))}
        <form class="grow" role="search" @submit=${(event) => event.preventDefault()}>
          <input type="search" aria-label=${t('dead.search')} placeholder=${t('dead.search')} .value=${this.filters.q ?? ''} @change=${(event) => choose({ q: event.target.value })} />
        </form>
        ${this.selected.size ? html`<button class="primary" @click=${this.#replay}>${t('dead.replay-selected', { n: this.selected.size })}</button>` : ''}
      </div>
      ${page?.deadLetters.length ? this.#table(page.deadLetters) : html`<p class="muted">${page ? t('dead.none') : ''}</p>`}
      ${page?.next ? html`<div class="buttons more"><button @click=${() => this.#load(page.next)}>${t('alerts.more')}</button></div>` : ''}
      <dead-letter-dialog></dead-letter-dialog>
      <confirm-dialog></confirm-dialog>
    </section>`;
  }

  #facet(name) {
    const kind = { stream: 'stream', reason: 'deadReason', source: 'source-id' }[name];
    const rows = (this.page?.facets?.[name] ?? []).map((row) => (typeof row === 'string' ? { id: row } : row));
    const chosen = this.filters[name] ?? '';
    const all = rows.some(({ id }) => id === chosen) || !chosen ? rows : [...rows, { id: chosen, count: 0 }];
    return html`<select aria-label=${t(name === 'reason' ? 'dead.reason' : name)} @change=${(event) => choose({ [name]: event.target.value })}>
      <option value="" ?selected=${!chosen}>${t(`dead.all.${name}`)}</option>
      ${all.map(
        ({ id, count }) =>
          html`<option value=${id} ?selected=${id === chosen}>${visible(named(kind, id))}${count === undefined ? '' : ` (${number(count)})`}</option>`,
      )}
    </select>`;
  }

  #table(letters) {
    const may = session.may('dead-letters.replay');
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('dead')}>
      <table>
        <thead>
          <tr>
            ${may ? html`<th scope="col"><span class="hidden-visually">${t('dead.choose')}</span></th>` : ''}
            <th scope="col">${t('dead.received')}</th>
            <th scope="col">${t('stream')}</th>
            <th scope="col">${t('source')}</th>
            <th scope="col">${t('dead.reason')}</th>
            <th scope="col">${t('dead.field')}</th>
            <th scope="col">${t('dead.message')}</th>
            <th scope="col"><span class="hidden-visually">${t('alert.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${letters.map((letter) => this.#row(letter, may))}
        </tbody>
      </table>
    </div>`;
  }

  #row(letter, may) {
    return html`<tr>
      ${may
        ? html`<td>
            <input
              type="checkbox"
              aria-label=${t('dead.choose-one', { id: letter.id })}
              .checked=${this.selected.has(letter.id)}
              @change=${(event) => this.#select(letter.id, event.target.checked)}
            />
          </td>`
        : ''}
      <td>${moment(letter.receivedAt)}</td>
      <td>${named('stream', letter.stream)}</td>
      <td>${plain(letter.source)}</td>
      <td><span class="tag bad">${named('deadReason', letter.reason)}</span></td>
      <td class="code">${plain(letter.pointer)}</td>
      <td>${plain(letter.message)}</td>
      <td>
        ${letter.replayedAt ? html`<span class="tag good">${t('dead.was-replayed')}</span>` : ''}
        <button @click=${() => this.#open(letter)}>${t('dead.open')}</button>
      </td>
    </tr>`;
  }
}

customElements.define('dead-letter-list', DeadLetterList);
