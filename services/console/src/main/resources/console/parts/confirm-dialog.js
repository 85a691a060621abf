import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { t } from '../app/language.js';

/** Asks before something that others will notice, and for a word about why. */
class ConfirmDialog extends ConsoleElement {
  static properties = { question: { state: true } };

  constructor() {
    super();
    this.question = { title: '', text: '', confirm: '', comment: false };
  }

  /**
   * @param {{title: string, text: string, confirm: string, comment?: boolean, danger?: boolean}} question
   * @returns {Promise<string|null>} the comment, or null where the answer was no
   */
  async ask(question) {
    this.question = question;
    await this.updateComplete;
    this.querySelector('form').reset();
    const dialog = this.querySelector('dialog');
    dialog.showModal();
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  #close(result) {
    this.answer?.(result);
    this.answer = null;
    this.querySelector('dialog').close();
  }

  #submit(event) {
    event.preventDefault();
    this.#close(new FormData(event.target).get('comment') ?? '');
  }

  render() {
    const { title, text, confirm, comment, danger } = this.question;
    return html`<dialog aria-labelledby="confirm-title" @cancel=${() => this.#close(null)}>
      <form @submit=${this.#submit}>
        <h2 id="confirm-title">${title}</h2>
        <p>${text}</p>
        ${comment ? html`<label>${t('comment')}<textarea name="comment" rows="3" maxlength="500" required></textarea></label>` : ''}
        <div class="buttons">
          <button class=${danger ? 'danger' : 'primary'}>${confirm}</button>
          <button type="button" @click=${() => this.#close(null)}>${t('cancel')}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
