import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { moment } from '../app/figures.js';
import { remove } from '../app/http.js';
import { t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { session } from '../app/session.js';

/** Silences that concern an alert, and the way to end one early. */
class SilenceList extends ConsoleElement {
  static properties = { silences: { attribute: false }, ended: { state: true } };

  constructor() {
    super();
    this.silences = [];
    this.ended = new Set();
  }

  async #end(silenceId) {
    const sent = await this.attempt(() => remove(`/api/silences/${encodeURIComponent(silenceId)}`));
    if (sent) {
      this.ended = new Set([...this.ended, silenceId]);
      announce(t('action.sent', { n: 1 }));
    }
  }

  render() {
    return html`${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <ul class="plain life">
        ${this.silences.map(
          (silence) =>
            html`<li>
              ${t('alert.silenced')} ${moment(silence.until)} <span class="code">${plain(silence.keyPattern, '*')}</span><br />
              ${plain(silence.reason)} <span class="muted">${plain(silence.actor, '')}</span>
              ${session.may('alerts.escalate')
                ? html`<button class="quiet" ?disabled=${this.ended.has(silence.silenceId)} @click=${() => this.#end(silence.silenceId)}>
                    ${t('action.UNSILENCE')}
                  </button>`
                : ''}
            </li>`,
        )}
      </ul>`;
  }
}

customElements.define('silence-list', SilenceList);
