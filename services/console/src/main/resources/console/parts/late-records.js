import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { moment, spanText } from '../app/figures.js';
import { get } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain } from '../app/plain.js';

/** Records that came too late for rules that need order, and which rules missed them. Not every installation keeps them in reach. */
class LateRecords extends ConsoleElement {
  static properties = { records: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    try {
      this.records = (await get('/api/late-records?size=20')).lateRecords;
    } catch (problem) {
      if (problem.status !== 404) {
        this.problem = problem.message;
        this.requestUpdate();
      }
    }
  }

  render() {
    if (!this.records && !this.problem) {
      return '';
    }
    return html`<section class="panel" aria-label=${t('late')}>
      <header><h2>${t('late')}</h2></header>
      ${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''} ${this.records?.length ? this.#table() : html`<p class="muted">${t('late.none')}</p>`}
    </section>`;
  }

  #table() {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('late')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('time')}</th>
            <th scope="col">${t('stream')}</th>
            <th scope="col">${t('source')}</th>
            <th scope="col">${t('evidence.id')}</th>
            <th scope="col" class="number">${t('late.by')}</th>
            <th scope="col">${t('late.missed')}</th>
          </tr>
        </thead>
        <tbody>
          ${this.records.map(
            (record) =>
              html`<tr>
                <td>${moment(record.streamTime)}</td>
                <td>${named('stream', record.stream)}</td>
                <td>${plain(record.source)}</td>
                <td class="code">${plain(record.eventId)}</td>
                <td class="number">${spanText(record.latenessSeconds * 1000)}</td>
                <td class="code">${plain((record.missed ?? []).join(', '))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define('late-records', LateRecords);
