import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { moment, spanText } from '../app/figures.js';
import { get } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain } from '../app/plain.js';

/** Records that came behind stream time by more than is allowed, and which rules could not take them into account. */
class LateRecordList extends ConsoleElement {
  static properties = { rows: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    this.rows = (await this.attempt(() => get('/api/late-records')))?.lateRecords ?? this.rows;
  }

  render() {
    return html`<section class="panel" aria-label=${t('late')}>
      <header>
        <h2>${t('late')}</h2>
        <span class="muted small">${t('late.newest')}</span>
      </header>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      ${this.rows?.length ? this.#table() : html`<p class="muted">${this.rows ? t('late.none') : this.problem ? '' : t('loading')}</p>`}
    </section>`;
  }

  #table() {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('late')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('late.time')}</th>
            <th scope="col" class="number">${t('late.lateness')}</th>
            <th scope="col">${t('stream')}</th>
            <th scope="col">${t('source')}</th>
            <th scope="col">${t('late.record')}</th>
            <th scope="col">${t('late.missed')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(
            (row) =>
              html`<tr>
                <td>${moment(row.streamTime)}</td>
                <td class="number">${spanText(row.latenessSeconds * 1000)}</td>
                <td>${named('stream', row.stream)}</td>
                <td>${plain(row.source)}</td>
                <td class="code">${plain(row.eventId)}</td>
                <td>${row.missed.length ? row.missed.map((rule) => html`<span class="tag">${plain(rule)}</span> `) : t('late.judged')}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('late-record-list', LateRecordList);
