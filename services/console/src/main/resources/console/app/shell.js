import { html } from 'lit';
import { choose as chooseTemplate } from 'lit/directives/choose.js';
import { ConsoleElement } from './console-element.js';
import { language, named, switchLanguage, t } from './language.js';
import { live } from './live.js';
import { plain } from './plain.js';
import { preferenceChanges, switchTheme, theme } from './preferences.js';
import { loadPage, place, placeText } from './router.js';
import { session } from './session.js';
import '../pages/sign-in-page.js';
import '../parts/announcements.js';
import '../parts/help-dialog.js';

const NAVIGATION = [
  ['overview', 'alerts.read', ''],
  ['alerts', 'alerts.read', '?open=true'],
  ['rules', 'alerts.read', ''],
  ['data', 'data.read', ''],
  ['audit', 'audit.read', ''],
];

/** What surrounds every page: who one is, where one is, whether the line to the server holds. */
class MedsentryConsole extends ConsoleElement {
  static properties = { route: { state: true }, ready: { state: true } };

  constructor() {
    super();
    this.route = place();
    this.ready = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(window, 'hashchange', () => this.#arrive());
    this.listen(session, 'change', () => this.#signed());
    this.listen(live, 'connection', () => this.requestUpdate());
    this.listen(live, 'refused', () => this.attempt(() => session.load()));
    this.listen(preferenceChanges, 'theme', () => this.requestUpdate());
    this.attempt(() => session.load());
  }

  #signed() {
    if (session.current) {
      live.open();
      this.#arrive();
    } else {
      live.close();
    }
    this.requestUpdate();
  }

  async #arrive() {
    const next = place();
    const moved = next.page !== this.ready || next.id !== this.route.id;
    this.bound = next;
    await loadPage(next.page);
    if (this.bound !== next) {
      return; // somebody has gone elsewhere while the page was being fetched
    }
    this.route = next;
    this.ready = next.page;
    await this.updateComplete;
    document.title = `${t(`page.${next.page}`)} · ${t('product')}`;
    if (moved && this.arrivedBefore) {
      window.scrollTo(0, 0);
      this.querySelector('main')?.focus();
    }
    this.arrivedBefore = true;
  }

  render() {
    if (!session.known) {
      return this.problem ? html`<main><p class="notice bad" role="alert">${this.problem}</p></main>` : '';
    }
    if (!session.current) {
      return html`<sign-in-page></sign-in-page>${this.#announcements()}`;
    }
    return html`
      <button class="skip" @click=${() => this.querySelector('main').focus()}>${t('skip')}</button>
      <header class="bar">
        <a class="brand" href="#/overview"><img src="/assets/style/icon.svg" alt="" />${t('product')}</a>
        <nav aria-label=${t('navigation')}>
          <ul>
            ${NAVIGATION.filter(([, permission]) => session.may(permission)).map(([page, , query]) => this.#link(page, query))}
          </ul>
        </nav>
        <div class="tools">${this.#tools()}</div>
      </header>
      <main tabindex="-1" data-place=${placeText(this.route)}>${this.#page()}</main>
      ${this.#announcements()}
      <help-dialog></help-dialog>
    `;
  }

  #announcements() {
    return html`<announcements-area></announcements-area>`;
  }

  #link(page, query) {
    const here = this.route.page === page || `${this.route.page}s` === page;
    return html`<li><a href="#/${page}${query}" aria-current=${here ? 'page' : 'false'}>${t(`page.${page}`)}</a></li>`;
  }

  #tools() {
    const { user } = session.current;
    const other = language() === 'zh' ? 'en' : 'zh';
    return html`
      <span class="connection ${live.connected ? '' : 'lost'}" role="status"
        ><span>${live.connected ? t('live.connected') : t('live.lost')}</span></span
      >
      <span class="who">${plain(user.name)}<br /><span class="muted">${named('role', user.role)}</span></span>
      <button class="quiet" lang=${other === 'zh' ? 'zh-CN' : 'en'} @click=${() => switchLanguage(other)}>${t('language.other')}</button>
      <button class="quiet" @click=${switchTheme} aria-label=${theme() === 'dark' ? t('theme.light') : t('theme.dark')}>
        <span aria-hidden="true">${theme() === 'dark' ? '☀' : '☾'}</span>
      </button>
      <button class="quiet" aria-label=${t('help.title')} @click=${() => document.dispatchEvent(new Event('medsentry-help'))}>
        <span aria-hidden="true">?</span>
      </button>
      <button class="quiet" @click=${() => session.signOut()}>${t('session.sign-out')}</button>
    `;
  }

  #page() {
    const { id, query } = this.route;
    return chooseTemplate(this.ready, [
      ['overview', () => html`<overview-page></overview-page>`],
      ['alerts', () => html`<alerts-page .query=${query}></alerts-page>`],
      ['alert', () => html`<alert-page .alertId=${id}></alert-page>`],
      ['rules', () => html`<rules-page .query=${query}></rules-page>`],
      ['rule', () => html`<rule-page .ruleId=${id}></rule-page>`],
      ['data', () => html`<data-page .query=${query}></data-page>`],
      ['audit', () => html`<audit-page .query=${query}></audit-page>`],
    ]);
  }
}

customElements.define('medsentry-console', MedsentryConsole);
