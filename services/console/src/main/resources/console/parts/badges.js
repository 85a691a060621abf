import { html, svg } from 'lit';
import { named, t } from '../app/language.js';

/** Most severe first, as people read them. */
export const LEVELS = ['I', 'II', 'III', 'IV'];
export const OPEN_STATUSES = ['NEW', 'ESCALATED', 'ACKNOWLEDGED'];
export const STATUSES = [...OPEN_STATUSES, 'RESOLVED', 'DISMISSED'];

const SHAPES = {
  I: svg`<path d="M3 0h6l3 3v6l-3 3h-6l-3-3v-6z"/>`,
  II: svg`<path d="M6 0.5l6 11h-12z"/>`,
  III: svg`<path d="M1 1h10v10h-10z"/>`,
  IV: svg`<circle cx="6" cy="6" r="5.5"/>`,
};

/** A level by colour, numeral and shape. */
export function levelBadge(level) {
  return html`<span class="level level-${level}"
    ><svg viewBox="0 0 12 12" aria-hidden="true">${SHAPES[level]}</svg
    ><span class="hidden-visually">${t('level')} </span>${level}</span
  >`;
}

const STATUS_TONES = { NEW: 'warn', ESCALATED: 'bad', ACKNOWLEDGED: '', RESOLVED: 'good', DISMISSED: '' };

export function statusTag(status) {
  return html`<span class="tag ${STATUS_TONES[status] ?? ''}">${named('status', status)}</span>`;
}

const RULE_TONES = { ACTIVE: 'good', SHADOW: 'warn', PAUSED: 'warn', REMOVED: '' };

export function ruleStateTag(state) {
  return html`<span class="tag ${RULE_TONES[state] ?? ''}">${named('ruleState', state)}</span>`;
}

const FEED_TONES = { ALIVE: 'good', SILENT: 'bad', UNKNOWN: '' };

export function feedTag(state) {
  return html`<span class="tag ${FEED_TONES[state] ?? ''}">${named('feed', state)}</span>`;
}

export function drillTag(drill) {
  return drill ? html`<span class="tag warn">${t('alert.drill')}</span>` : '';
}
