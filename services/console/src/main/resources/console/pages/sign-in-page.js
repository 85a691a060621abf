import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { language, switchLanguage, t } from '../app/language.js';
import { session } from '../app/session.js';

/** The door. */
class SignInPage extends ConsoleElement {
  static properties = { busy: { state: true } };

  firstUpdated() {
    document.title = `${t('session.sign-in')} · ${t('product')}`;
    this.querySelector('input').focus();
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    try {
      this.problem = null;
      await session.signIn(form.get('user'), form.get('password'));
    } catch (failure) {
      if (failure.status === 429) {
        this.problem = t('session.too-many', { seconds: failure.retryAfter ?? '60' });
      } else {
        this.problem = failure.status === 401 ? t('session.wrong') : failure.message;
      }
    }
    this.busy = false;
  }

  render() {
    const other = language() === 'zh' ? 'en' : 'zh';
    return html`<main class="sign-in">
      <form @submit=${this.#submit}>
        <h1>${t('product')}</h1>
        <p class="muted">${t('product.purpose')}</p>
        <label>${t('session.user')}<input name="user" type="text" autocomplete="username" autocapitalize="none" required /></label>
        <label>${t('session.password')}<input name="password" type="password" autocomplete="current-password" required /></label>
        <div role="alert">${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''}</div>
        <div class="buttons"><button class="primary" ?disabled=${this.busy}>${t('session.sign-in')}</button></div>
      </form>
      <div class="tools">
        <button class="quiet" lang=${other === 'zh' ? 'zh-CN' : 'en'} @click=${() => switchLanguage(other)}>${t('language.other')}</button>
      </div>
    </main>`;
  }
}

customElements.define('sign-in-page', SignInPage);
