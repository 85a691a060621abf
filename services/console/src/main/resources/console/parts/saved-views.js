import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { get, put, remove } from '../app/http.js';
import { t } from '../app/language.js';
import { visible } from '../app/plain.js';

/** Filters that somebody uses every day, by a name of their own. */
class SavedViews extends ConsoleElement {
  static properties = { query: {}, views: { state: true } };

  constructor() {
    super();
    this.query = '';
    this.views = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const views = await this.attempt(() => get('/api/views'));
    this.views = views?.views ?? views ?? [];
  }

  async #save(event) {
    event.preventDefault();
    const name = new FormData(event.target).get('name');
    const dialog = this.querySelector('dialog');
    await this.attempt(async () => {
      await put(`/api/views/${encodeURIComponent(name)}`, { query: this.query });
      announce(t('views.saved', { name }), 'good');
      dialog.close();
      await this.#load();
    });
  }

  async #forget(name) {
    await this.attempt(async () => {
      await remove(`/api/views/${encodeURIComponent(name)}`);
      await this.#load();
    });
  }

  render() {
    const chosen = this.views.find(({ query }) => query === this.query);
    return html`<div class="buttons">
        <label class="hidden-visually" for="saved-views">${t('views')}</label>
        <select id="saved-views" .value=${chosen?.name ?? ''} @change=${(event) => this.#open(event.target.value)}>
          <option value="">${t('views')}</option>
          ${this.views.map(({ name }) => html`<option value=${name} ?selected=${name === chosen?.name}>${visible(name)}</option>`)}
        </select>
        ${chosen
          ? html`<button class="quiet" @click=${() => this.#forget(chosen.name)}>${t('views.remove')}</button>`
          : html`<button @click=${() => this.querySelector('dialog').showModal()}>${t('views.save')}</button>`}
      </div>
      <dialog aria-labelledby="views-title">
        <form @submit=${this.#save}>
          <h2 id="views-title">${t('views.save')}</h2>
          <label>${t('views.name')}<input name="name" type="text" maxlength="60" required /></label>
          <div role="alert">${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''}</div>
          <div class="buttons">
            <button class="primary">${t('save')}</button>
            <button type="button" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button>
          </div>
        </form>
      </dialog>`;
  }

  #open(name) {
    const view = this.views.find((other) => other.name === name);
    if (view) {
      location.hash = `#/alerts?${view.query}`;
    }
  }
}

customElements.define('saved-views', SavedViews);
