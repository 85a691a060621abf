import { html } from 'lit';
import { moment } from '../app/figures.js';
import { named, t } from '../app/language.js';
import { plain } from '../app/plain.js';

/** By what somebody finds the person or place at the source; only columns that some record fills. */
const TRACES = ['receiptId', 'pharmacyId', 'reporterId', 'platformId', 'sellerId'];

export function evidenceTable(evidence, total) {
  const traces = TRACES.filter((name) => evidence.some((item) => item[name]));
  return html`${total > evidence.length ? html`<p class="muted small">${t('evidence.newest', { shown: evidence.length, total })}</p>` : ''}
    <div class="scroll" tabindex="0" role="group" aria-label=${t('evidence')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('time')}</th>
            <th scope="col">${t('stream')}</th>
            <th scope="col">${t('source')}</th>
            <th scope="col">${t('evidence.id')}</th>
            ${traces.map((name) => html`<th scope="col">${t(`evidence.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${evidence.map(
            (item) =>
              html`<tr>
                <td>${moment(item.occurredAt)}</td>
                <td>${named('stream', item.stream)}</td>
                <td>${plain(item.source)}</td>
                <td class="code">${plain(item.eventId)}</td>
                ${traces.map((name) => html`<td class="code">${plain(item[name])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
