import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { number } from '../app/figures.js';
import { inLanguage, named, nameOf, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { choose } from '../app/router.js';
import { LEVELS, levelBadge, STATUSES } from './badges.js';

const STREAMS = ['purchase-registrations', 'adverse-reactions', 'online-sales'];

/** What narrows the list, with how many each choice would leave. Every choice goes into the address. */
class AlertFilters extends ConsoleElement {
  static properties = { filters: { attribute: false }, facets: { attribute: false } };

  constructor() {
    super();
    this.filters = {};
    this.facets = null;
  }

  #list(name) {
    return this.filters[name]?.split(',') ?? [];
  }

  #toggle(name, value, on) {
    const rest = this.#list(name).filter((other) => other !== value);
    choose({ [name]: (on ? [...rest, value] : rest).join(',') });
  }

  #choice(name, value, label, count) {
    const checked = this.#list(name).includes(value);
    return html`<label
      ><input type="checkbox" .checked=${checked} @change=${(event) => this.#toggle(name, value, event.target.checked)} /><span>${label}</span
      ><span class="count">${count === undefined ? '' : number(count)}</span></label
    >`;
  }

  render() {
    const { facets, filters } = this;
    const rules = this.#withChosen(facets?.rule ?? [], 'rule', 'id');
    const regions = this.#withChosen(facets?.region ?? [], 'region', 'code');
    return html`<section class="filters" aria-label=${t('alerts.filters')}>
      <label class="choice"
        ><input type="checkbox" .checked=${filters.open === 'true'} @change=${(event) => choose({ open: event.target.checked ? 'true' : null })} />
        ${t('alerts.open-only')}</label
      >
      ${group(
        t('level'),
        LEVELS.map((level) => this.#choice('level', level, levelBadge(level), facets?.level?.[level] ?? 0)),
      )}
      ${group(
        t('alert.status'),
        STATUSES.map((status) => this.#choice('status', status, named('status', status), facets?.status?.[status] ?? 0)),
      )}
      ${group(
        t('rule'),
        rules.map((rule) => this.#choice('rule', rule.id, plain(inLanguage({ zh: rule.titleZh, en: rule.titleEn }), rule.id), rule.count)),
      )}
      ${group(
        t('region'),
        regions.map((region) => this.#region(region)),
      )}
      ${group(
        t('stream'),
        STREAMS.map((stream) => this.#choice('stream', stream, named('stream', stream))),
      )}
      ${group(t('alerts.raised'), [this.#day('from', t('alerts.from')), this.#day('to', t('alerts.to'))])}
      <div class="buttons"><a class="button" href="#/alerts">${t('alerts.clear-filters')}</a></div>
    </section>`;
  }

  /** What is chosen stays in sight where nothing of it is left. */
  #withChosen(rows, name, id) {
    const missing = this.#list(name).filter((value) => !rows.some((row) => row[id] === value));
    return [...rows, ...missing.map((value) => ({ [id]: value, titleZh: value, titleEn: value, nameZh: value, nameEn: value, count: 0 }))];
  }

  #region(region) {
    const checked = this.filters.region === region.code;
    return html`<label
      ><input type="checkbox" .checked=${checked} @change=${(event) => choose({ region: event.target.checked ? region.code : null })} /><span
        >${plain(nameOf(region), region.code)}</span
      ><span class="count">${number(region.count)}</span></label
    >`;
  }

  #day(name, label) {
    const value = this.filters[name]?.slice(0, 10) ?? '';
    const change = (event) => choose({ [name]: event.target.value ? `${event.target.value}T${name === 'to' ? '23:59:59' : '00:00:00'}+08:00` : null });
    return html`<label class="day"><span>${label}</span><span></span><input type="date" .value=${value} @change=${change} /></label>`;
  }
}

function group(title, choices) {
  return html`<fieldset>
    <legend>${title}</legend>
    <div class="facet">${choices}</div>
  </fieldset>`;
}

customElements.define('alert-filters', AlertFilters);
