import { html } from 'lit';
import { moment } from '../app/figures.js';
import { language, named, t } from '../app/language.js';
import { plain } from '../app/plain.js';

const DELIVERY_TONES = { DELIVERED: 'good', GIVEN_UP: 'bad', NO_CHANNEL: 'bad', RETRYING: 'bad' };

/** All that happened to an alert, in the order of time. `resend`, where given, tells a unit again. */
export function lifeLine(alert, resend) {
  const units = new Map((alert.units ?? []).map((unit) => [unit.id, unit]));
  const nameOfUnit = (id) => unitName(units.get(id)) || id;
  const happenings = [
    { at: alert.raisedAt, what: html`<strong>${t('life.raised')}</strong>` },
    ...(alert.actions ?? []).map((action) => ({ at: action.at, tone: 'good', what: acted(action) })),
    ...(alert.escalations ?? []).map((escalation) => ({ at: escalation.at, tone: 'bad', what: escalated(escalation) })),
    ...(alert.deliveries ?? []).map((delivery) => ({
      at: delivery.at,
      tone: DELIVERY_TONES[delivery.state],
      what: delivered(delivery, nameOfUnit(delivery.unitId), resend),
    })),
    ...(alert.closedAt ? [{ at: alert.closedAt, what: html`<strong>${t('life.closed')}</strong>` }] : []),
  ];
  happenings.sort((first, second) => new Date(first.at) - new Date(second.at));
  return html`<ol class="plain life">
    ${happenings.map(
      ({ at, tone, what }) =>
        html`<li class=${tone ?? ''}>
          <span class="muted small">${moment(at)}</span><br />
          ${what}
        </li>`,
    )}
  </ol>`;
}

/** Units come with one name in some documents and with one for each language in others. */
export function unitName(unit) {
  if (!unit) {
    return '';
  }
  const localised = typeof unit.name === 'object' ? unit.name?.[language()] : unit.name;
  return localised ?? (language() === 'zh' ? unit.nameZh : (unit.nameEn ?? unit.nameZh)) ?? unit.id ?? '';
}

function acted(action) {
  return html`<strong>${named('action', action.action)}</strong> ${plain(action.actor, '')}
    <span class="muted">${named('role', action.role)}</span> ${action.level ? html`→ ${action.level}` : ''}
    ${action.assignee ? html`→ ${plain(action.assignee)}` : ''} ${action.reason ? html`<br />${plain(action.reason)}` : ''}
    ${action.comment ? html`<br />${plain(action.comment)}` : ''}`;
}

function escalated(escalation) {
  const told = (escalation.units ?? []).map(unitName).join(', ');
  return html`<strong>${t('life.escalated')}</strong> ${t('life.deadline')} ${moment(escalation.deadline)}
    ${told ? html`<br />${t('life.told')} ${plain(told)}` : ''}`;
}

function delivered(delivery, unit, resend) {
  const failed = ['GIVEN_UP', 'NO_CHANNEL', 'WITHHELD'].includes(delivery.state);
  return html`<strong>${named('delivery', delivery.state)}</strong> ${plain(unit)} <span class="muted">${plain(delivery.channel, '')}</span>
    ${delivery.attempts > 1 ? html`<span class="muted">${t('life.attempts', { n: delivery.attempts })}</span>` : ''}
    ${delivery.error ? html`<br />${plain(delivery.error)}` : ''}
    ${failed && resend ? html`<button class="quiet" @click=${() => resend(delivery)}>${t('life.resend')}</button>` : ''}`;
}
