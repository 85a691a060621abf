import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { ago, hourText, moment, number } from '../app/figures.js';
import { get } from '../app/http.js';
import { inLanguage, named, nameOf, t } from '../app/language.js';
import { plain } from '../app/plain.js';
import { drillTag, feedTag, levelBadge, LEVELS, OPEN_STATUSES } from '../parts/badges.js';
import '../parts/data-chart.js';
import { levelTimeline } from '../parts/level-timeline.js';
import { tileMap } from '../parts/tile-map.js';

const SETTLE_MILLISECONDS = 2000;

/** The first screen: what is open, what is new, where, and whether the feeds are alive. */
class OverviewPage extends ConsoleElement {
  static properties = { overview: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.#load();
    this.timer = setInterval(() => this.#load(), 60_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.soon = null;
  }

  liveEvents() {
    // Alerts come in bursts; one look after a burst is enough.
    const later = () => {
      this.soon ??= setTimeout(() => {
        this.soon = null;
        this.#load();
      }, SETTLE_MILLISECONDS);
    };
    return { alert: later, reload: later };
  }

  async #load() {
    await this.attempt(async () => {
      this.overview = await get('/api/overview');
    });
  }

  render() {
    const problem = this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : '';
    if (!this.overview) {
      return html`<h1>${t('page.overview')}</h1>
        ${problem || html`<p class="muted">${t('loading')}</p>`}`;
    }
    const { open, fresh, timeline, regions, streams, guide, now, since } = this.overview;
    return html`
      <div class="page-head">
        <h1>${t('page.overview')}</h1>
        <p class="muted small">${t('overview.as-of')} ${moment(now)}</p>
      </div>
      ${problem} ${guide?.length ? this.#guide(guide) : ''}
      <div class="overview">
        <section class="panel area-open" aria-labelledby="open-title">
          <header>
            <h2 id="open-title">${t('overview.open')}</h2>
            <a href="#/alerts?open=true">${t('overview.all', { n: number(open.total) })}</a>
          </header>
          ${this.#matrix(open)}
        </section>
        <section class="panel area-feeds" aria-labelledby="feeds-title">
          <header><h2 id="feeds-title">${t('overview.streams')}</h2></header>
          ${this.#streams(streams)}
        </section>
        <section class="panel area-fresh" aria-labelledby="fresh-title">
          <header>
            <h2 id="fresh-title">${t('overview.fresh')}</h2>
            <span class="muted small">${t('overview.fresh-count', { n: number(fresh.count), since: hourText(since) })}</span>
          </header>
          ${this.#fresh(fresh)}
        </section>
        <section class="panel area-time" aria-labelledby="time-title">
          <header><h2 id="time-title">${t('overview.timeline')}</h2></header>
          ${levelTimeline(timeline)}
        </section>
        <section class="panel area-map" aria-labelledby="map-title">
          <header>
            <h2 id="map-title">${t('overview.map')}</h2>
            <span class="muted small">${t('overview.map-hint')}</span>
          </header>
          ${regions.length ? tileMap(regions) : html`<p class="muted">${t('overview.no-regions')}</p>`}
        </section>
      </div>
    `;
  }

  #guide(guide) {
    return html`<section class="guide" aria-label=${t('overview.guide')}>
      ${guide.map(
        (story, index) =>
          html`<a class="panel story" href=${story.href}>
            <strong>${index + 1}. ${inLanguage({ zh: story.titleZh, en: story.titleEn })}</strong>
            <span>${inLanguage({ zh: story.textZh, en: story.textEn })}</span>
          </a>`,
      )}
    </section>`;
  }

  #matrix(open) {
    const count = (level, status) => open.matrix.find((cell) => cell.level === level && cell.status === status)?.count ?? 0;
    const sum = (level) => OPEN_STATUSES.reduce((total, status) => total + count(level, status), 0);
    const cell = (value, query) => (value > 0 ? html`<a href="#/alerts?${query}">${number(value)}</a>` : html`<span class="muted">0</span>`);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('overview.open')}><table class="matrix">
      <thead>
        <tr>
          <th scope="col">${t('level')}</th>
          ${OPEN_STATUSES.map((status) => html`<th scope="col" class="number">${named('status', status)}</th>`)}
          <th scope="col" class="number">${t('total')}</th>
        </tr>
      </thead>
      <tbody>
        ${LEVELS.map(
          (level) =>
            html`<tr>
              <th scope="row">${levelBadge(level)} <span class="muted small level-name">${t(`level.${level}`)}</span></th>
              ${OPEN_STATUSES.map((status) => html`<td class="number">${cell(count(level, status), `level=${level}&status=${status}`)}</td>`)}
              <td class="number">${cell(sum(level), `level=${level}&open=true`)}</td>
            </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  #fresh(fresh) {
    if (!fresh.alerts.length) {
      return html`<p class="muted">${t('overview.nothing-fresh')}</p>`;
    }
    return html`<ul class="plain fresh">
      ${fresh.alerts.map(
        (alert) =>
          html`<li>
            ${levelBadge(alert.level)}
            <span class="fresh-text">
              <a href="#/alerts/${alert.alertId}">${plain(inLanguage(alert.title))}</a> ${drillTag(alert.drill)}
              <span class="muted small">${plain(nameOf(alert.region), '')} ${plain(alert.subject?.productName, '')}</span>
            </span>
            <span class="muted small">${ago(alert.updatedAt)}</span>
          </li>`,
      )}
    </ul>`;
  }

  #streams(streams) {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('overview.streams')}><table>
      <thead>
        <tr>
          <th scope="col">${t('stream')}</th>
          <th scope="col">${t('state')}</th>
          <th scope="col" class="number">${t('overview.last-hour')}</th>
          <th scope="col">${t('overview.last-record')}</th>
        </tr>
      </thead>
      <tbody>
        ${streams.map(
          (row) =>
            html`<tr>
              <th scope="row">${named('stream', row.stream)} ${this.#sources(row.sources ?? [])}</th>
              <td>${feedTag(row.state)}</td>
              <td class="number">${number(row.recordsLastHour)}</td>
              <td>${ago(row.lastRecordAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  #sources(sources) {
    if (!sources.length) {
      return '';
    }
    const silent = sources.filter(({ state }) => state === 'SILENT').length;
    return html`<details>
      <summary>${silent ? t('overview.sources-silent', { n: sources.length, silent }) : t('overview.sources', { n: sources.length })}</summary>
      <ul class="plain small">
        ${sources.map((row) => html`<li>${plain(row.source)} ${feedTag(row.state)} <span class="muted">${ago(row.lastRecordAt)}</span></li>`)}
      </ul>
    </details>`;
  }
}

customElements.define('overview-page', OverviewPage);
