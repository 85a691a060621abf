import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { post } from '../app/http.js';
import { named, t } from '../app/language.js';
import { session } from '../app/session.js';
import { LEVELS } from './badges.js';

const REASONED = ['DISMISS', 'LOWER', 'SILENCE'];
const REASONS = {
  DISMISS: ['reason.false-alarm', 'reason.data-error', 'reason.known-event', 'reason.legal-purchase'],
  LOWER: ['reason.less-severe', 'reason.contained'],
  RESOLVE: ['reason.handled', 'reason.referred', 'reason.recalled'],
  SILENCE: ['reason.maintenance', 'reason.known-event'],
};
const DAY_MILLISECONDS = 86_400_000;

/** Asks why before something is done about alerts, and sends it. What becomes of it, the server tells later. */
class ActionDialog extends ConsoleElement {
  static properties = { type: { state: true }, alerts: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.type = 'COMMENT';
    this.alerts = [];
  }

  /**
   * @param {string} type of the action
   * @param {Array<{alertId: string, ruleId?: string, level?: string, key?: {value: string}}>} alerts
   * @returns {Promise<Array<{alertId: string, actionId: string|null, code: string|null}>|null>} null where nothing was sent
   */
  async open(type, alerts) {
    this.type = type;
    this.alerts = alerts;
    this.problem = null;
    await this.updateComplete;
    this.querySelector('form').reset();
    this.querySelector('dialog').showModal();
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  #close(results) {
    this.answer?.(results);
    this.answer = null;
    this.querySelector('dialog').close();
  }

  async #submit(event) {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== ''));
    this.busy = true;
    const results = await this.attempt(() => this.#send(given));
    this.busy = false;
    if (!results) {
      return;
    }
    const refused = results.filter(({ actionId }) => !actionId).length;
    announce(refused ? t('action.sent-partly', { n: results.length - refused, refused }) : t('action.sent', { n: results.length }));
    this.#close(results);
  }

  async #send(given) {
    const [first] = this.alerts;
    if (this.type === 'SILENCE') {
      const until = new Date(`${given.until}:00+08:00`).toISOString();
      const body = { ruleId: first.ruleId, keyPattern: given.everywhere ? null : first.key.value, until, reason: given.reason };
      return [{ alertId: first.alertId, ...(await post('/api/silences', body)) }];
    }
    const action = { type: this.type, ...given };
    if (this.alerts.length === 1) {
      return [{ alertId: first.alertId, ...(await post(`/api/alerts/${encodeURIComponent(first.alertId)}/actions`, action)) }];
    }
    const { results } = await post('/api/alerts/actions', { alertIds: this.alerts.map(({ alertId }) => alertId), ...action });
    return results;
  }

  render() {
    const { type } = this;
    return html`<dialog aria-labelledby="action-title" @cancel=${() => this.#close(null)}>
      <form @submit=${this.#submit}>
        <h2 id="action-title">${named('action', type)}</h2>
        <p class="muted">${t('action.concerns', { n: this.alerts.length })}</p>
        ${type === 'LOWER' ? this.#level() : ''} ${type === 'ASSIGN' ? this.#assignee() : ''} ${type === 'SILENCE' ? this.#silence() : ''}
        ${type in REASONS ? this.#reason() : ''} ${type === 'SILENCE' ? '' : this.#comment()}
        <div role="alert">${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''}</div>
        <div class="buttons">
          <button class="primary" ?disabled=${this.busy}>${named('action', type)}</button>
          <button type="button" @click=${() => this.#close(null)}>${t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #reason() {
    const required = REASONED.includes(this.type);
    return html`<label
      >${required ? t('action.reason') : t('action.reason-optional')}
      <input type="text" name="reason" maxlength="500" list="action-reasons" ?required=${required} autocomplete="off" />
      <datalist id="action-reasons">${REASONS[this.type].map((key) => html`<option value=${t(key)}></option>`)}</datalist>
    </label>`;
  }

  #comment() {
    return html`<label
      >${this.type === 'COMMENT' ? t('action.comment') : t('action.comment-optional')}
      <textarea name="comment" rows="3" maxlength="2000" ?required=${this.type === 'COMMENT'}></textarea>
      <span class="field-hint">${t('action.no-personal-data')}</span>
    </label>`;
  }

  #level() {
    const lower = LEVELS.slice(LEVELS.indexOf(this.alerts[0]?.level ?? 'I') + 1);
    return html`<label
      >${t('action.level')}<select name="level" required>
        ${lower.map((level) => html`<option value=${level}>${level} ${t(`level.${level}`)}</option>`)}
      </select></label
    >`;
  }

  #assignee() {
    return html`<label
      >${t('action.assignee')}<input type="text" name="assignee" maxlength="64" required .value=${session.current?.user.id ?? ''}
    /></label>`;
  }

  #silence() {
    const shanghai = new Date(Date.now() + DAY_MILLISECONDS + DAY_MILLISECONDS / 3).toISOString().slice(0, 16);
    const [alert] = this.alerts;
    return html`<label>${t('action.until')}<input type="datetime-local" name="until" required .value=${shanghai} /></label>
      <label class="choice"><input type="checkbox" name="everywhere" />${t('action.everywhere', { rule: alert?.ruleId ?? '' })}</label>`;
  }
}

customElements.define('action-dialog', ActionDialog);
