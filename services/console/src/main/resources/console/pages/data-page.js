import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { ago, number, spanText } from '../app/figures.js';
import { get } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import '../parts/dead-letter-list.js';
import '../parts/late-record-list.js';

const EVERY_MILLISECONDS = 10_000;
const LATE_MILLISECONDS = 60_000;

/** What comes in, how far behind it is, and what could not be judged. */
class DataPage extends ConsoleElement {
  static properties = { query: {}, data: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.timer = setInterval(() => this.#load(), EVERY_MILLISECONDS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async #load() {
    this.data = (await this.attempt(() => get('/api/data'))) ?? this.data;
  }

  render() {
    return html`<div class="page-head"><h1>${t('page.data')}</h1></div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="column">
        ${this.data ? html`${this.#streams(this.data.streams)} ${this.#jobs(this.data.jobs ?? [])}` : html`<p class="muted">${this.problem ? '' : t('loading')}</p>`}
        <dead-letter-list .query=${this.query ?? ''}></dead-letter-list>
        <late-record-list></late-record-list>
      </div>`;
  }

  #streams(streams) {
    const columns = ['per-second', 'accepted', 'dead', 'late', 'lag', 'delay'];
    return html`<section class="panel" aria-label=${t('data.streams')}>
      <header><h2>${t('data.streams')}</h2></header>
      <div class="scroll" tabindex="0" role="group" aria-label=${t('data.streams')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('stream')}</th>
              ${columns.map((column) => html`<th scope="col" class="number">${t(`data.${column}`)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${streams.map(
              (row) =>
                html`<tr>
                  <th scope="row">${named('stream', row.stream)}</th>
                  <td class="number">${number(row.recordsPerSecond)}</td>
                  <td class="number">${number(row.accepted)}</td>
                  <td class="number">${number(row.deadLetters)}</td>
                  <td class="number">${number(row.late)}</td>
                  <td class="number">${number(row.consumerLag)}</td>
                  <td class="number">
                    ${row.watermarkDelayMilliseconds > LATE_MILLISECONDS * 10
                      ? html`<span class="tag warn">${spanText(row.watermarkDelayMilliseconds)}</span>`
                      : spanText(row.watermarkDelayMilliseconds)}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #jobs(jobs) {
    if (!jobs.length) {
      return '';
    }
    return html`<section class="panel" aria-label=${t('data.jobs')}>
      <header><h2>${t('data.jobs')}</h2></header>
      <div class="scroll" tabindex="0" role="group" aria-label=${t('data.jobs')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('data.job')}</th>
              <th scope="col">${t('state')}</th>
              <th scope="col" class="number">${t('data.uptime')}</th>
              <th scope="col" class="number">${t('data.restarts')}</th>
              <th scope="col">${t('data.checkpoint')}</th>
            </tr>
          </thead>
          <tbody>
            ${jobs.map(
              (job) =>
                html`<tr>
                  <th scope="row">${plain(job.name)}</th>
                  <td><span class="tag ${job.state === 'RUNNING' ? 'good' : 'bad'}">${named('job', job.state)}</span></td>
                  <td class="number">${spanText(job.uptimeMilliseconds)}</td>
                  <td class="number">${number(job.restarts)}</td>
                  <td>${ago(job.lastCheckpointAt)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

customElements.define('data-page', DataPage);
