import { html } from 'lit';
import { filtersOf, mayBelong } from '../app/alert-filter.js';
import { announce, ConsoleElement } from '../app/console-element.js';
import { number } from '../app/figures.js';
import { get, queryOf } from '../app/http.js';
import { inLanguage, named, t } from '../app/language.js';
import { choose } from '../app/router.js';
import { session } from '../app/session.js';
import { shortcuts } from '../app/shortcuts.js';
import '../parts/action-dialog.js';
import '../parts/alert-filters.js';
import { alertTable } from '../parts/alert-table.js';
import { PendingActions } from '../parts/pending-actions.js';
import '../parts/drill-dialog.js';
import '../parts/saved-views.js';

const PAGE_SIZE = 50;
const BULK = ['ACKNOWLEDGE', 'RESOLVE', 'DISMISS', 'COMMENT'];
const SORTS = ['updatedAt', 'raisedAt', 'level'];
const ANNOUNCE_MILLISECONDS = 5000;
const INDEXED_MILLISECONDS = 2000;

/** The list. What arrives is offered, never pushed under the eyes of whoever reads; rows in sight are brought up to date in place. */
class AlertsPage extends ConsoleElement {
  static properties = { query: {}, page: { state: true }, selected: { state: true }, arrived: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.query = '';
    this.page = null;
    this.selected = new Set();
    this.arrived = new Map();
    this.pending = new PendingActions();
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(
      document,
      'keydown',
      shortcuts({
        j: () => this.#step(1),
        k: () => this.#step(-1),
        x: () => this.#toggleFocused(),
        a: () => session.may('alerts.act') && this.#act('ACKNOWLEDGE'),
        '/': () => this.querySelector('input[type="search"]').focus(),
      }),
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
    clearTimeout(this.announcing);
  }

  willUpdate(changed) {
    if (changed.has('query')) {
      this.filters = filtersOf(this.query);
      this.selected = new Set();
      this.#load();
    }
  }

  liveEvents() {
    return { alert: ({ summary }) => this.#arrive(summary), action: (answer) => this.#answered(answer), reload: () => this.#load() };
  }

  async #load(after = null) {
    const asked = (this.asked = Symbol('query'));
    this.busy = true;
    const page = await this.attempt(() => get(`/api/alerts${queryOf({ ...this.filters, size: PAGE_SIZE, after })}`));
    if (asked !== this.asked) {
      return; // somebody has chosen something else meanwhile
    }
    this.busy = false;
    if (page) {
      this.page = after ? { ...page, alerts: [...this.page.alerts, ...page.alerts] } : page;
      this.arrived = after ? this.arrived : new Map();
    }
  }

  /** What has arrived may not be found yet, since it reaches browsers faster than it is indexed; it is shown all the same. */
  async #show() {
    const arrived = [...this.arrived.values()].reverse();
    await this.#load();
    const missing = arrived.filter(({ alertId }) => !this.page?.alerts.some((alert) => alert.alertId === alertId));
    if (!missing.length || !this.page) {
      return;
    }
    if (this.filters.q) {
      this.again = setTimeout(() => this.#load(), INDEXED_MILLISECONDS);
    } else {
      this.page = { ...this.page, total: this.page.total + missing.length, alerts: [...missing, ...this.page.alerts] };
    }
  }

  #arrive(summary) {
    const shown = this.page?.alerts.find(({ alertId }) => alertId === summary.alertId);
    if (shown) {
      if (summary.revision > shown.revision) {
        this.page = { ...this.page, alerts: this.page.alerts.map((alert) => (alert === shown ? summary : alert)) };
        this.pending.shown(summary.alertId, summary.revision);
      }
    } else if (mayBelong(summary, this.filters) && !this.arrived.has(summary.alertId)) {
      this.arrived = new Map([...this.arrived, [summary.alertId, summary]]);
      this.announcing ??= setTimeout(() => {
        this.announcing = null;
        announce(t('alerts.arrived', { n: this.arrived.size }), 'hidden-visually'); // the bar says so to those who see
      }, ANNOUNCE_MILLISECONDS);
    }
  }

  #answered(answer) {
    if (this.pending.answer(answer)) {
      announce(t('action.rejected', { why: inLanguage(answer.rejection) }), 'bad');
    }
    this.#settle();
  }

  #settle() {
    this.page?.alerts.forEach(({ alertId, revision }) => this.pending.shown(alertId, revision));
    this.requestUpdate();
  }

  #links() {
    return [...this.querySelectorAll('.alert-title')];
  }

  #step(direction) {
    const links = this.#links();
    const next = links.indexOf(document.activeElement) + direction;
    links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
  }

  #focusedId() {
    return document.activeElement?.closest('tr[data-alert]')?.dataset.alert ?? null;
  }

  #toggleFocused() {
    const id = this.#focusedId();
    if (id) {
      this.#select(id, !this.selected.has(id));
    }
  }

  #select(id, on) {
    const next = new Set(this.selected);
    if (on) {
      next.add(id);
    } else {
      next.delete(id);
    }
    this.selected = next;
  }

  async #act(type) {
    const focused = this.#focusedId();
    const ids = this.selected.size ? this.selected : new Set(focused ? [focused] : []);
    const alerts = this.page?.alerts.filter(({ alertId }) => ids.has(alertId)) ?? [];
    if (alerts.length) {
      const results = await this.querySelector('action-dialog').open(type, alerts);
      this.pending.add(results, type);
      this.selected = results ? new Set() : this.selected;
      this.#settle();
    }
  }

  render() {
    const { page, filters } = this;
    return html`
      <div class="page-head">
        <h1>${t('page.alerts')}</h1>
        <p class="muted" role="status">${page ? t('alerts.total', { n: number(page.total) }) : this.problem ? '' : t('loading')}</p>
        <div class="buttons">
          <saved-views .query=${new URLSearchParams(filters).toString()}></saved-views>
          ${session.may('alerts.escalate') ? html`<button @click=${() => this.querySelector('drill-dialog').open()}>${t('alert.drill')}</button>` : ''}
          <a class="button" href="/api/alerts/export${queryOf({ format: 'csv', ...filters })}" download>CSV</a>
          <a class="button" href="/api/alerts/export${queryOf({ format: 'json', ...filters })}" download>JSON</a>
        </div>
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : ''}
      <div class="alerts-layout">
        ${this.#filters()}
        <section aria-label=${t('page.alerts')} aria-busy=${this.busy ? 'true' : 'false'}>
          ${this.#toolbar()} ${this.#arrivals()} ${this.selected.size ? this.#bulk() : ''} ${page ? this.#list() : ''}
        </section>
      </div>
      <action-dialog></action-dialog>
      <drill-dialog></drill-dialog>
    `;
  }

  #filters() {
    const filters = html`<alert-filters .filters=${this.filters} .facets=${this.page?.facets}></alert-filters>`;
    const narrow = matchMedia('(max-width: 64rem)').matches;
    return narrow ? html`<details class="panel"><summary>${t('alerts.filters')}</summary>${filters}</details>` : filters;
  }

  #toolbar() {
    const search = (event) => {
      event.preventDefault();
      choose({ q: new FormData(event.target).get('q') });
    };
    return html`<div class="toolbar">
      <form class="grow" role="search" @submit=${search}>
        <input type="search" name="q" aria-label=${t('alerts.search')} placeholder=${t('alerts.search')} .value=${this.filters.q ?? ''} />
      </form>
      <label class="choice"
        >${t('alerts.sort')}
        <select .value=${this.filters.sort ?? 'updatedAt'} @change=${(event) => choose({ sort: event.target.value })}>
          ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === this.filters.sort}>${t(`sort.${sort}`)}</option>`)}
        </select></label
      >
    </div>`;
  }

  #arrivals() {
    return this.arrived.size
      ? html`<button class="arrived" @click=${() => this.#show()}>${t('alerts.arrived', { n: this.arrived.size })} · ${t('alerts.show')}</button>`
      : '';
  }

  #bulk() {
    return html`<div class="bulk" role="group" aria-label=${t('alerts.bulk')}>
      <strong>${t('alerts.selected', { n: this.selected.size })}</strong>
      ${session.may('alerts.act') ? BULK.map((type) => html`<button @click=${() => this.#act(type)}>${named('action', type)}</button>`) : ''}
      <button class="quiet" @click=${() => (this.selected = new Set())}>${t('alerts.clear-selection')}</button>
    </div>`;
  }

  #list() {
    const { alerts, next } = this.page;
    if (!alerts.length) {
      return html`<p class="notice">${t('alerts.none')}</p>`;
    }
    return html`<div class="panel">
        ${alertTable({
          alerts,
          selected: this.selected,
          pending: this.pending,
          onSelect: (id, on) => this.#select(id, on),
          onSelectAll: (on) => (this.selected = on ? new Set(alerts.map(({ alertId }) => alertId)) : new Set()),
          caption: t('page.alerts'),
        })}
      </div>
      ${next ? html`<div class="buttons more"><button @click=${() => this.#load(next)}>${t('alerts.more')}</button></div>` : ''}`;
  }
}

customElements.define('alerts-page', AlertsPage);
