import { html } from 'lit';
import { ago, number } from '../app/figures.js';
import { inLanguage, named, nameOf, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { drillTag, levelBadge, statusTag } from './badges.js';

/** What an alert is about, in one line: the fields of its subject that people know things by. */
export function aboutLine(alert) {
  const subject = alert.subject ?? {};
  const parts = [
    subject.productName ?? subject.productCode,
    subject.lotNumber && t('subject.lot', { lot: subject.lotNumber }),
    subject.reactionTerm ?? subject.reactionCode,
    subject.category && named('category', subject.category),
    subject.sellerId ?? subject.pharmacyId ?? subject.reporterId,
  ].filter(Boolean);
  return parts.length ? plain(parts.join(' · ')) : html`<span class="code">${plain(alert.key?.value)}</span>`;
}

/**
 * Alerts as rows.
 *
 * @param {{alerts: any[], selected?: Set<string>, pending?: import('./pending-actions.js').PendingActions, onSelect?: (id: string,
 *   on: boolean) => void, onSelectAll?: (on: boolean) => void, caption: string}} options
 */
export function alertTable({ alerts, selected, pending, onSelect, onSelectAll, caption }) {
  const all = selected && alerts.length > 0 && alerts.every(({ alertId }) => selected.has(alertId));
  return html`<div class="scroll">
    <table class="alert-table">
      <caption class="hidden-visually">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${selected
            ? html`<th scope="col">
                <input type="checkbox" aria-label=${t('alerts.select-all')} .checked=${all} @change=${(event) => onSelectAll(event.target.checked)} />
              </th>`
            : ''}
          <th scope="col">${t('level')}</th>
          <th scope="col">${t('alert.status')}</th>
          <th scope="col">${t('alert')}</th>
          <th scope="col">${t('region')}</th>
          <th scope="col" class="number">${t('alert.observed')}</th>
          <th scope="col" class="number">${t('alert.evidence-count')}</th>
          <th scope="col">${t('alert.updated')}</th>
        </tr>
      </thead>
      <tbody>
        ${alerts.map((alert) => row(alert, { selected, pending, onSelect }))}
      </tbody>
    </table>
  </div>`;
}

function row(alert, { selected, pending, onSelect }) {
  const waiting = pending?.of(alert.alertId) ?? [];
  const measure = alert.threshold === null || alert.threshold === undefined ? '' : ` / ${number(alert.threshold)}`;
  return html`<tr data-alert=${alert.alertId} ?data-unread=${alert.unread}>
    ${selected
      ? html`<td>
          <input
            type="checkbox"
            aria-label=${t('alerts.select', { title: inLanguage(alert.title) })}
            .checked=${selected.has(alert.alertId)}
            @change=${(event) => onSelect(alert.alertId, event.target.checked)}
          />
        </td>`
      : ''}
    <td>${levelBadge(alert.level)}</td>
    <td>
      ${statusTag(alert.status)} ${drillTag(alert.drill)}
      ${waiting.map(({ type }) => html`<span class="tag warn">${t('action.pending', { action: named('action', type) })}</span>`)}
    </td>
    <td class="wide">
      <a class="alert-title" href="#/alerts/${encodeURIComponent(alert.alertId)}">${plain(inLanguage(alert.title))}</a>
      ${alert.unread ? html`<span class="hidden-visually">${t('alerts.unread')}</span>` : ''}
      <span class="about muted small">${aboutLine(alert)}</span>
    </td>
    <td>${plain(nameOf(alert.region))}</td>
    <td class="number extra">${number(alert.observed)}<span class="muted">${measure}</span></td>
    <td class="number extra">${number(alert.evidenceCount)}</td>
    <td class="muted">${ago(alert.updatedAt)}</td>
  </tr>`;
}
