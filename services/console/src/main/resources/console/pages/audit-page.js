import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { moment } from '../app/figures.js';
import { get, queryOf } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { choose } from '../app/router.js';

/** Who saw and did what. */
class AuditPage extends ConsoleElement {
  static properties = { query: {}, page: { state: true } };

  willUpdate(changed) {
    if (changed.has('query')) {
      this.user = new URLSearchParams(this.query).get('user');
      this.#load();
    }
  }

  async #load(after = null) {
    const page = await this.attempt(() => get(`/api/audit${queryOf({ user: this.user, after })}`));
    if (page) {
      this.page = after ? { ...page, entries: [...this.page.entries, ...page.entries] } : page;
    }
  }

  render() {
    return html`<div class="page-head"><h1>${t('page.audit')}</h1></div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="toolbar">
        <form class="grow" role="search" @submit=${(event) => event.preventDefault()}>
          <input type="search" aria-label=${t('audit.user')} placeholder=${t('audit.user')} .value=${this.user ?? ''} @change=${(event) => choose({ user: event.target.value })} />
        </form>
      </div>
      <section class="panel scroll" tabindex="0" aria-label=${t('page.audit')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('time')}</th>
              <th scope="col">${t('audit.user')}</th>
              <th scope="col">${t('audit.what')}</th>
              <th scope="col">${t('audit.target')}</th>
              <th scope="col">${t('audit.detail')}</th>
              <th scope="col">${t('audit.address')}</th>
            </tr>
          </thead>
          <tbody>
            ${(this.page?.entries ?? []).map(
              (entry) =>
                html`<tr>
                  <td>${moment(entry.at)}</td>
                  <td>${plain(entry.user)} <span class="muted small">${named('role', entry.role)}</span></td>
                  <td class="code">${plain(entry.what)}</td>
                  <td class="code">${plain(entry.target)}</td>
                  <td>${plain(typeof entry.detail === 'object' && entry.detail !== null ? JSON.stringify(entry.detail) : entry.detail)}</td>
                  <td class="code">${plain(entry.address)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      ${this.page?.next ? html`<div class="buttons more"><button @click=${() => this.#load(this.page.next)}>${t('alerts.more')}</button></div>` : ''}`;
  }
}

customElements.define('audit-page', AuditPage);
