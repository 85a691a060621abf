import { html } from 'lit';
import { announce, ConsoleElement } from '../app/console-element.js';
import { moment, number } from '../app/figures.js';
import { get, post } from '../app/http.js';
import { inLanguage, named, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { session } from '../app/session.js';
import { ruleStateTag } from '../parts/badges.js';
import '../parts/confirm-dialog.js';
import { differenceTable } from '../parts/difference-table.js';
import '../parts/rule-editor.js';

/** What a state can be changed to, and by which words. */
const CHANGES = {
  ACTIVE: ['PAUSED', 'REMOVED'],
  SHADOW: ['ACTIVE', 'PAUSED', 'REMOVED'],
  PAUSED: ['ACTIVE', 'REMOVED'],
  REMOVED: ['ACTIVE'],
};

/** One rule: how it fares, what it was, what it shall be. */
class RulePage extends ConsoleElement {
  static properties = { ruleId: {}, rule: { state: true }, from: { state: true }, to: { state: true }, lines: { state: true } };

  willUpdate(changed) {
    if (changed.has('ruleId')) {
      this.rule = null;
      this.lines = null;
      this.#load();
    }
  }

  liveEvents() {
    return { rule: ({ id }) => id === this.ruleId && this.#load(), reload: () => this.#load() };
  }

  get #address() {
    return `/api/rules/${encodeURIComponent(this.ruleId)}`;
  }

  async #load() {
    const rule = await this.attempt(() => get(this.#address));
    this.rule = rule ?? this.rule;
    const versions = this.#versions();
    this.to = versions[0];
    this.from = versions[1] ?? versions[0];
  }

  #versions() {
    return [...new Set((this.rule?.history ?? []).map(({ version }) => version))].sort((first, second) => second - first);
  }

  async #compare() {
    const difference = await this.attempt(() => get(`${this.#address}/difference?from=${this.from}&to=${this.to}`));
    this.lines = difference?.lines ?? null;
  }

  async #change(state) {
    const comment = await this.querySelector('confirm-dialog.state').ask({
      title: `${t(`rule.to.${state}`)}: ${this.ruleId}`,
      text: t(`rule.to.${state}.text`),
      confirm: t(`rule.to.${state}`),
      comment: true,
      danger: state === 'REMOVED',
    });
    if (comment !== null) {
      await this.attempt(async () => {
        await post(`${this.#address}/state`, { state, comment });
        announce(t('rule.state-sent'), 'good');
        await this.#load();
      });
    }
  }

  render() {
    const { rule } = this;
    const problem = this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : '';
    if (!rule) {
      return html`<h1>${t('page.rule')}</h1>
        ${problem || html`<p class="muted">${t('loading')}</p>`}`;
    }
    return html`<p class="back"><a href="#/rules">← ${t('page.rules')}</a></p>
      <div class="page-head">
        <h1>${plain(inLanguage(rule.title), rule.id)}</h1>
        ${ruleStateTag(rule.state)} <span class="code muted">${plain(rule.id)}</span>
        ${session.may('rules.publish')
          ? html`<div class="buttons">
              ${(CHANGES[rule.state] ?? []).map(
                (state) => html`<button class=${state === 'REMOVED' ? 'danger' : ''} @click=${() => this.#change(state)}>${t(`rule.to.${state}`)}</button>`,
              )}
            </div>`
          : ''}
      </div>
      ${problem}
      <div class="alert-layout">
        <div class="column">
          <section class="panel" aria-label=${t('rule.source')}>
            <header><h2>${t('rule.source')}</h2></header>
            ${session.may('rules.edit')
              ? html`<rule-editor .ruleId=${rule.id} .yaml=${rule.yaml} .version=${rule.version} @published=${() => this.#load()}></rule-editor>`
              : html`<source-editor .value=${rule.yaml ?? ''} readonly></source-editor>`}
          </section>
        </div>
        <div class="column">
          <section class="panel" aria-label=${t('rule.figures')}>
            <header><h2>${t('rule.figures')}</h2></header>
            ${this.#facts(rule)}
          </section>
          <section class="panel" aria-label=${t('rule.history')}>
            <header><h2>${t('rule.history')}</h2></header>
            ${this.#history(rule)}
          </section>
        </div>
      </div>
      <confirm-dialog class="state"></confirm-dialog>`;
  }

  #facts(rule) {
    const facts = [
      [t('rule.kind'), named('kind', rule.kind)],
      [t('stream'), (rule.streams ?? []).map((stream) => named('stream', stream)).join(', ')],
      [t('rule.version'), rule.version],
      [t('rule.since'), moment(rule.since)],
      [t('rule.by'), plain(rule.by)],
      [t('rule.seen'), number(rule.seen)],
      [t('rule.partial'), number(rule.partialMatches)],
      [t('rule.signals'), number(rule.signals)],
      [t('rule.failures'), number(rule.failures)],
      [t('rule.open-alerts'), html`<a href="#/alerts?open=true&amp;rule=${encodeURIComponent(rule.id)}">${number(rule.openAlerts)}</a>`],
      [t('rule.alerts-month'), number(rule.alertsLast30Days)],
    ];
    return html`<dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
  }

  #history(rule) {
    const versions = this.#versions();
    const option = (chosen) => (version) => html`<option value=${version} ?selected=${version === chosen}>v${version}</option>`;
    return html`<ol class="plain life">
        ${rule.history.map(
          (entry) =>
            html`<li>
              <span class="muted small">${moment(entry.at)}</span><br />
              <strong>v${entry.version}</strong> ${ruleStateTag(entry.state)} ${plain(entry.by, '')} ${entry.comment ? html`<br />${plain(entry.comment)}` : ''}
            </li>`,
        )}
      </ol>
      ${versions.length > 1
        ? html`<div class="toolbar compare">
            <select aria-label=${t('rule.before')} @change=${(event) => (this.from = Number(event.target.value))}>
              ${versions.map(option(this.from))}
            </select>
            →
            <select aria-label=${t('rule.after')} @change=${(event) => (this.to = Number(event.target.value))}>
              ${versions.map(option(this.to))}
            </select>
            <button @click=${this.#compare}>${t('rule.compare-versions')}</button>
          </div>`
        : ''}
      ${this.lines ? differenceTable(this.lines) : ''}`;
  }
}

customElements.define('rule-page', RulePage);
