import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { get, post } from '../app/http.js';
import { nameOf, t } from '../app/language.js';
import { visible } from '../app/plain.js';
import { LEVELS } from './badges.js';

/** Starts an exercise: an alert that goes the whole way to the units and is marked as a drill everywhere. */
class DrillDialog extends ConsoleElement {
  static properties = { regions: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.regions = [];
  }

  async open() {
    this.problem = null;
    this.querySelector('form').reset();
    this.querySelector('dialog').showModal();
    this.regions = (await this.attempt(() => get('/api/regions'))) ?? [];
  }

  async #submit(event) {
    event.preventDefault();
    const drill = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    const sent = await this.attempt(() => post('/api/drills', drill));
    this.busy = false;
    if (sent) {
      announce(t('drill.sent'), 'good');
      this.querySelector('dialog').close();
    }
  }

  render() {
    return html`<dialog aria-labelledby="drill-title">
      <form @submit=${this.#submit}>
        <h2 id="drill-title">${t('drill.start')}</h2>
        <p class="muted">${t('drill.text')}</p>
        <label
          >${t('level')}<select name="level">
            ${LEVELS.map((level) => html`<option value=${level} ?selected=${level === 'IV'}>${level} ${t(`level.${level}`)}</option>`)}
          </select></label
        >
        <label
          >${t('drill.region')}<input type="text" name="regionCode" pattern="[0-9]{6}" required list="drill-regions" autocomplete="off" /><datalist
            id="drill-regions"
          >
            ${this.regions.map((region) => html`<option value=${region.code}>${visible(nameOf(region))}</option>`)}
          </datalist></label
        >
        <label>${t('action.reason')}<input type="text" name="reason" maxlength="500" required /></label>
        <div role="alert">${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''}</div>
        <div class="buttons">
          <button class="primary" ?disabled=${this.busy}>${t('drill.start')}</button>
          <button type="button" @click=${() => this.querySelector('dialog').close()}>${t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('drill-dialog', DrillDialog);
