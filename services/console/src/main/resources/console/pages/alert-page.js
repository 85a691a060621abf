import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { durationText, moment, number } from '../app/figures.js';
import { get, post } from '../app/http.js';
import { inLanguage, named, nameOf, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { session } from '../app/session.js';
import { shortcuts } from '../app/shortcuts.js';
import '../parts/action-dialog.js';
import { alertTable } from '../parts/alert-table.js';
import { drillTag, levelBadge, statusTag } from '../parts/badges.js';
import '../parts/data-chart.js';
import { evidenceTable } from '../parts/evidence-table.js';
import { lifeLine, unitName } from '../parts/life-line.js';
import { PendingActions } from '../parts/pending-actions.js';
import { seriesChart } from '../parts/series-chart.js';
import '../parts/silence-list.js';

/** What each status allows, as the early-warning job's table of states says; it has the last word anyway. */
const ALLOWED = {
  NEW: ['ACKNOWLEDGE', 'ASSIGN', 'COMMENT', 'LOWER', 'SILENCE'],
  ESCALATED: ['ACKNOWLEDGE', 'ASSIGN', 'COMMENT', 'LOWER', 'SILENCE'],
  ACKNOWLEDGED: ['RESOLVE', 'DISMISS', 'ASSIGN', 'COMMENT', 'LOWER', 'SILENCE'],
  RESOLVED: [],
  DISMISSED: [],
};

const INDEXED_MILLISECONDS = 1000;

/** What takes a duty officer. */
const DUTY = ['LOWER', 'SILENCE'];

/** One alert: why, from what, what happened since, and what to do. */
class AlertPage extends ConsoleElement {
  static properties = { alertId: {}, details: { state: true } };

  constructor() {
    super();
    this.pending = new PendingActions();
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(document, 'keydown', shortcuts({ a: () => this.#may('ACKNOWLEDGE') && this.#act('ACKNOWLEDGE') }));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  willUpdate(changed) {
    if (changed.has('alertId')) {
      this.details = null;
      this.wanted = 0;
      this.#load();
    }
  }

  liveEvents() {
    return {
      alert: ({ summary }) => summary.alertId === this.alertId && this.#load(summary.revision),
      action: (answer) => this.#answered(answer),
      reload: () => this.#load(),
    };
  }

  /** What is known to exist reaches browsers faster than it is indexed, so an alert or a revision that is not there yet is asked for again. */
  async #load(revision = 0, attempts = 20) {
    clearTimeout(this.again);
    this.wanted = Math.max(this.wanted, revision);
    const asked = this.alertId;
    const details = await this.attempt(() => get(`/api/alerts/${encodeURIComponent(asked)}`));
    const later = () => (this.again = setTimeout(() => this.#load(0, attempts - 1), INDEXED_MILLISECONDS));
    if (!details && !this.details && attempts > 17) {
      later();
    }
    if (details && asked === this.alertId && details.alert.revision >= (this.details?.alert.revision ?? 0)) {
      this.details = details;
      this.#settle();
    }
    if (details && asked === this.alertId && details.alert.revision < this.wanted && attempts > 0) {
      later();
    }
  }

  #answered(answer) {
    if (this.pending.answer(answer)) {
      announce(t('action.rejected', { why: inLanguage(answer.rejection) }), 'bad');
      this.requestUpdate();
    } else if (answer.accepted && (answer.alertId === this.alertId || answer.alertId === null)) {
      this.#load(answer.revision ?? 0);
    }
  }

  #settle() {
    const { alert } = this.details;
    alert.actions?.forEach(({ actionId }) => this.pending.settle(actionId));
    this.pending.shown(alert.alertId, alert.revision);
    this.requestUpdate();
  }

  #may(type) {
    const status = this.details?.alert.status;
    return session.may(DUTY.includes(type) ? 'alerts.escalate' : 'alerts.act') && (ALLOWED[status] ?? []).includes(type);
  }

  async #act(type) {
    this.pending.add(await this.querySelector('action-dialog').open(type, [this.details.alert]), type);
    this.#settle();
  }

  async #resend({ triggerId, unitId }) {
    const sent = await this.attempt(() => post(`/api/triggers/${encodeURIComponent(triggerId)}/resend`, { unitId }));
    if (sent) {
      announce(t('life.resent'), 'good');
    }
  }

  render() {
    if (!this.details) {
      return html`<h1>${t('page.alert')}</h1>
        ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : html`<p class="muted">${t('loading')}</p>`}`;
    }
    const { alert, series, previous = [], similar = [], silences = [] } = this.details;
    return html`
      <p class="back"><a href="#/alerts?open=true">← ${t('page.alerts')}</a></p>
      <div class="page-head">
        ${levelBadge(alert.level)}
        <h1>${plain(inLanguage(alert.title))}</h1>
        ${statusTag(alert.status)} ${drillTag(alert.drill)}
        <span class="muted small">${t('alert.revision', { n: alert.revision })}</span>
      </div>
      ${this.#actions(alert)} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="alert-layout">
        <div class="column">
          ${this.#why(alert)} ${series?.points?.length ? panel(t('series'), seriesChart(series)) : ''}
          ${panel(
            `${t('evidence')} (${number(alert.evidenceCount)})`,
            alert.evidence ? evidenceTable(alert.evidence, alert.evidenceCount) : html`<p class="muted">${t('evidence.forbidden')}</p>`,
          )}
          ${previous.length ? panel(t('alert.previous'), alertTable({ alerts: previous, caption: t('alert.previous') })) : ''}
          ${similar.length ? panel(t('alert.similar'), alertTable({ alerts: similar, caption: t('alert.similar') })) : ''}
        </div>
        <div class="column">
          ${panel(t('alert.facts'), this.#facts(alert))}
          ${silences.length ? panel(t('alert.silences'), html`<silence-list .silences=${silences}></silence-list>`) : ''}
          ${panel(t('life'), lifeLine(alert, session.may('alerts.escalate') ? (delivery) => this.#resend(delivery) : null))}
        </div>
      </div>
      <action-dialog></action-dialog>
    `;
  }

  #actions(alert) {
    const waiting = this.pending.of(alert.alertId);
    const types = (ALLOWED[alert.status] ?? []).filter((type) => this.#may(type));
    return html`<div class="toolbar" role="group" aria-label=${t('alert.actions')}>
      ${types.map(
        (type, index) =>
          html`<button class=${index === 0 ? 'primary' : ''} ?disabled=${waiting.some((action) => action.type === type)} @click=${() => this.#act(type)}>
            ${named('action', type)}
          </button>`,
      )}
      <span role="status"
        >${waiting.map(({ type }) => html`<span class="tag warn">${t('action.pending', { action: named('action', type) })}</span> `)}</span
      >
    </div>`;
  }

  #why(alert) {
    const figures = [
      ['alert.observed', number(alert.observed)],
      ['alert.expected', alert.expected === null || alert.expected === undefined ? null : number(alert.expected)],
      ['alert.threshold', alert.threshold === null || alert.threshold === undefined ? null : number(alert.threshold)],
      ['alert.score', alert.score === null || alert.score === undefined ? null : number(alert.score)],
      ['alert.window', alert.window ? durationText(alert.window) : null],
      ['alert.evidence-count', number(alert.evidenceCount)],
    ].filter(([, value]) => value !== null && value !== '–');
    return panel(
      t('alert.why'),
      html`<p class="why">${plain(inLanguage(alert.explanation))}</p>
        <dl class="figures">
          ${figures.map(
            ([key, value]) =>
              html`<div>
                <dt>${t(key)}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>`,
    );
  }

  #facts(alert) {
    const facts = [
      [t('rule'), html`<a href="#/rules/${encodeURIComponent(alert.ruleId)}">${plain(alert.ruleId)}</a> v${alert.ruleVersion}`],
      [t('alert.key'), html`${plain(alert.key?.type)} <span class="code">${plain(alert.key?.value)}</span>`],
      [t('region'), alert.region ? html`${plain(nameOf(alert.region))} <span class="code">${plain(alert.region.code)}</span>` : null],
      ...Object.entries(alert.subject ?? {})
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [t(`subject.${name}`), plain(name === 'category' ? named('category', value) : value)]),
      [t('stream'), alert.streams.map((stream) => named('stream', stream)).join(', ')],
      [t('alert.first-event'), moment(alert.firstEventAt)],
      [t('alert.last-event'), moment(alert.lastEventAt)],
      [t('alert.raised'), moment(alert.raisedAt)],
      [t('alert.updated'), moment(alert.updatedAt)],
      [t('alert.escalates'), alert.escalateAt ? moment(alert.escalateAt) : null],
      [t('alert.assignee'), alert.assignee ? plain(alert.assignee) : null],
      [t('alert.silenced'), alert.silencedUntil ? moment(alert.silencedUntil) : null],
      [t('alert.inhibited'), alert.inhibitedBy ? html`<a href="#/alerts/${encodeURIComponent(alert.inhibitedBy)}">${t('alert.speaks')}</a>` : null],
      [t('alert.units'), alert.units?.length ? alert.units.map((unit) => html`${plain(unitName(unit))} <span class="muted">${named('unitRole', unit.role)}</span><br />`) : null],
      [t('alert.previous-one'), alert.previousAlertId ? html`<a href="#/alerts/${encodeURIComponent(alert.previousAlertId)}">${t('alert.see')}</a>` : null],
    ].filter(([, value]) => value !== null);
    return html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }
}

function panel(title, content) {
  return html`<section class="panel" aria-label=${title}>
    <header><h2>${title}</h2></header>
    ${content}
  </section>`;
}

customElements.define('alert-page', AlertPage);
