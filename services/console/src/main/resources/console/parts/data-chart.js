import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { t } from '../app/language.js';
import { preferenceChanges } from '../app/preferences.js';

const ECHARTS = '/modules/echarts/6.0.0/dist/echarts.common.min.js';
let loading = null;

/** ECharts is the heaviest file of all, so that it is loaded by the first chart and not by the first page. */
function loadEcharts() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = ECHARTS;
    script.onload = () => resolve(window.echarts);
    script.onerror = () => reject(new Error(ECHARTS));
    document.head.append(script);
  });
  return loading;
}

/** @returns {(name: string) => string} the page's colours by their names in base.css */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

/**
 * A chart, with its meaning in a sentence and its figures in a table for those who cannot see it. `draw` makes ECharts' option from
 * the page's colours.
 */
class DataChart extends ConsoleElement {
  static properties = { draw: { attribute: false }, summary: {}, table: { attribute: false }, tall: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.listen(preferenceChanges, 'theme', () => this.#paint());
    this.observer = new ResizeObserver(() => this.chart?.resize());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  updated() {
    this.#paint();
  }

  async #paint() {
    const echarts = await loadEcharts();
    const place = this.querySelector('.chart');
    if (!this.isConnected || !place || !this.draw) {
      return;
    }
    if (!this.chart) {
      this.chart = echarts.init(place, null, { renderer: 'canvas' });
      this.observer.observe(place);
    }
    const colour = palette();
    this.chart.setOption({ ...frame(colour), ...this.draw(colour) }, true);
    this.dataset.painted = 'true';
  }

  render() {
    return html`<div class="chart ${this.tall ? 'tall' : ''}" role="img" aria-label=${this.summary ?? ''}></div>
      ${this.table ? html`<details><summary>${t('chart.figures')}</summary><div class="scroll" tabindex="0" role="group" aria-label=${t('chart.figures')}>${this.#table()}</div></details>` : ''}`;
  }

  #table() {
    const { columns, rows } = this.table;
    return html`<table>
      <thead>
        <tr>
          ${columns.map((name, index) => html`<th scope="col" class=${index > 0 ? 'number' : ''}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="number">${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

/** Labels grow with the page's type on wall screens. */
function labelSize() {
  return parseFloat(getComputedStyle(document.body).fontSize) * 0.8;
}

/** What all charts share: calm axes, the page's type, tool tips without HTML. */
function frame(colour) {
  const body = getComputedStyle(document.body);
  const text = { color: colour('text-muted'), fontFamily: body.fontFamily, fontSize: labelSize() };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
    legend: { type: 'scroll', top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: { ...text, color: colour('text') } },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('surface'),
      borderColor: colour('line-strong'),
      textStyle: { color: colour('text') },
    },
  };
}

/** @param {(name: string) => string} colour */
export function categoryAxis(colour, labels) {
  return {
    type: 'category',
    data: labels,
    axisLine: { lineStyle: { color: colour('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: colour('text-muted'), hideOverlap: true, fontSize: labelSize() },
  };
}

/** @param {(name: string) => string} colour */
export function valueAxis(colour, more = {}) {
  return {
    type: 'value',
    axisLabel: { color: colour('text-muted'), fontSize: labelSize() },
    splitLine: { lineStyle: { color: colour('line') } },
    ...more,
  };
}

customElements.define('data-chart', DataChart);
