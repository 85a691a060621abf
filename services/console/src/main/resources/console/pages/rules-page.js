import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { moment, number } from '../app/figures.js';
import { get } from '../app/http.js';
import { inLanguage, named, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { choose } from '../app/router.js';
import { levelBadge, LEVELS, ruleStateTag } from '../parts/badges.js';

/** The catalogue: what is in force, since when, and how it fares. */
class RulesPage extends ConsoleElement {
  static properties = { query: {}, rules: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  liveEvents() {
    return { rule: () => this.#load(), reload: () => this.#load() };
  }

  async #load() {
    const catalogue = await this.attempt(() => get('/api/rules'));
    this.rules = catalogue?.rules ?? this.rules;
  }

  render() {
    const wanted = (new URLSearchParams(this.query).get('q') ?? '').toLowerCase();
    const rules = (this.rules ?? []).filter((rule) => `${rule.id} ${rule.title?.zh} ${rule.title?.en}`.toLowerCase().includes(wanted));
    return html`<div class="page-head">
        <h1>${t('page.rules')}</h1>
        <p class="muted" role="status">${this.rules ? t('rules.total', { n: rules.length }) : this.problem ? '' : t('loading')}</p>
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="toolbar">
        <form class="grow" role="search" @submit=${(event) => event.preventDefault()}>
          <input type="search" aria-label=${t('rules.search')} placeholder=${t('rules.search')} .value=${wanted} @change=${(event) => choose({ q: event.target.value })} />
        </form>
      </div>
      <section class="panel scroll" tabindex="0" aria-label=${t('page.rules')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('rule')}</th>
              <th scope="col">${t('state')}</th>
              <th scope="col">${t('level')}</th>
              <th scope="col">${t('rule.kind')}</th>
              <th scope="col">${t('stream')}</th>
              <th scope="col" class="number">${t('rule.version')}</th>
              <th scope="col">${t('rule.since')}</th>
              <th scope="col" class="number">${t('rule.signals')}</th>
              <th scope="col" class="number">${t('rule.open-alerts')}</th>
              <th scope="col" class="number">${t('rule.alerts-month')}</th>
              <th scope="col" class="number">${t('rule.failures')}</th>
            </tr>
          </thead>
          <tbody>
            ${rules.map((rule) => this.#row(rule))}
          </tbody>
        </table>
      </section>`;
  }

  #row(rule) {
    return html`<tr>
      <th scope="row">
        <a href="#/rules/${encodeURIComponent(rule.id)}">${plain(inLanguage(rule.title), rule.id)}</a><br /><span class="code muted">${plain(rule.id)}</span>
      </th>
      <td>${ruleStateTag(rule.state)}</td>
      <td>${LEVELS.includes(rule.level) ? levelBadge(rule.level) : plain(rule.level)}</td>
      <td>${named('kind', rule.kind)}</td>
      <td>${(rule.streams ?? []).map((stream) => html`${named('stream', stream)}<br />`)}</td>
      <td class="number">${rule.version}</td>
      <td>${moment(rule.since)}</td>
      <td class="number">${number(rule.signals)}</td>
      <td class="number">
        ${rule.openAlerts ? html`<a href="#/alerts?open=true&amp;rule=${encodeURIComponent(rule.id)}">${number(rule.openAlerts)}</a>` : number(rule.openAlerts)}
      </td>
      <td class="number">${number(rule.alertsLast30Days)}</td>
      <td class="number">${number(rule.failures)}</td>
    </tr>`;
  }
}

customElements.define('rules-page', RulesPage);
