import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { get, post } from '../app/http.js';
import { named, t } from '../app/language.js';
import { plain, visible } from '../app/plain.js';
import { session } from '../app/session.js';

/** One dead letter: its shape for all, its bytes for administrators who ask for them, and the way back. */
class DeadLetterDialog extends ConsoleElement {
  static properties = { letter: { state: true }, payload: { state: true }, busy: { state: true } };

  /** @returns {Promise<boolean>} whether it was replayed */
  async open(letter) {
    this.letter = letter;
    this.payload = null;
    this.original = null;
    this.problem = null;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  #close(replayed) {
    this.payload = null; // personal data stays no longer than it is looked at
    this.original = null;
    this.answer?.(replayed);
    this.answer = null;
    this.querySelector('dialog').close();
  }

  async #reveal() {
    const revealed = await this.attempt(() => get(`/api/dead-letters/${encodeURIComponent(this.letter.id)}/payload`));
    if (revealed) {
      this.payload = revealed.payload;
      this.original = revealed.payload;
    }
  }

  async #replay(event) {
    event.preventDefault();
    this.busy = true;
    const changed = this.payload !== null && this.payload !== this.original;
    const sent = await this.attempt(() =>
      post(`/api/dead-letters/${encodeURIComponent(this.letter.id)}/replay`, changed ? { payload: this.payload } : {}),
    );
    this.busy = false;
    if (sent) {
      announce(t('dead.replayed-to', { topic: sent.topic ?? this.letter.topic }), 'good');
      this.#close(true);
    }
  }

  render() {
    const { letter } = this;
    return html`<dialog aria-labelledby="dead-title" @cancel=${() => this.#close(false)}>
      ${letter
        ? html`<form @submit=${this.#replay}>
            <h2 id="dead-title">${named('deadReason', letter.reason)}</h2>
            <dl class="facts">
              <dt>${t('stream')}</dt>
              <dd>${named('stream', letter.stream)}</dd>
              <dt>${t('source')}</dt>
              <dd>${plain(letter.source)}</dd>
              <dt>${t('dead.field')}</dt>
              <dd class="code">${plain(letter.pointer)}</dd>
              <dt>${t('dead.message')}</dt>
              <dd>${plain(letter.message)}</dd>
              <dt>${t('dead.place')}</dt>
              <dd class="code">${plain(`${letter.topic} / ${letter.partition} / ${letter.offset}`)}</dd>
              <dt>${t('dead.preview')}</dt>
              <dd class="code">${plain(letter.preview)}</dd>
            </dl>
            ${this.#content()}
            <div role="alert">${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''}</div>
            <div class="buttons">
              ${session.may('dead-letters.replay') ? html`<button class="primary" ?disabled=${this.busy}>${t('dead.replay')}</button>` : ''}
              <button type="button" @click=${() => this.#close(false)}>${t('close')}</button>
            </div>
          </form>`
        : ''}
    </dialog>`;
  }

  #content() {
    if (!session.may('dead-letters.reveal')) {
      return html`<p class="muted small">${t('dead.reveal-forbidden')}</p>`;
    }
    if (this.payload === null) {
      return html`<div class="buttons"><button type="button" @click=${this.#reveal}>${t('dead.reveal')}</button></div>
        <p class="field-hint">${t('dead.reveal-audited')}</p>`;
    }
    const hidden = visible(this.payload.replace(/[\n\r]/g, ''));
    return html`<label
        >${t('dead.payload')}
        <textarea class="code payload" spellcheck="false" .value=${this.payload} @input=${(event) => (this.payload = event.target.value)}></textarea>
      </label>
      ${hidden.includes('[U+') ? html`<p class="field-hint">${t('dead.unseen')}</p>` : ''}`;
  }
}

customElements.define('dead-letter-dialog', DeadLetterDialog);
