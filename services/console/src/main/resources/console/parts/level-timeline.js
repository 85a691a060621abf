import { html } from 'lit';
import { dayText, hourText, number, shortDayText } from '../app/figures.js';
import { t } from '../app/language.js';
import { LEVELS } from './badges.js';
import { categoryAxis, valueAxis } from './data-chart.js';

/** Least severe at the bottom, so that what is worst stands out on top; two levels are hatched for those who do not tell the colours. */
const STACK = [...LEVELS].reverse();
const HATCHES = {
  II: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: 'rgba(0,0,0,0.35)' },
  III: { symbol: 'circle', dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.5, color: 'rgba(0,0,0,0.3)' },
};

/** Alerts raised over time, stacked by level. */
export function levelTimeline({ unit, buckets }) {
  const label = unit === 'DAY' ? dayText : hourText;
  const labels = buckets.map(({ at }) => label(at));
  const total = (level) => buckets.reduce((sum, bucket) => sum + (bucket[level] ?? 0), 0);
  const summary = t('timeline.summary', {
    n: STACK.reduce((sum, level) => sum + total(level), 0),
    from: labels[0] ?? '–',
    to: labels[labels.length - 1] ?? '–',
    levels: LEVELS.map((level) => `${level} ${total(level)}`).join(', '),
  });
  const draw = (colour) => ({
    xAxis: categoryAxis(colour, unit === 'DAY' ? buckets.map(({ at }) => shortDayText(at)) : labels),
    yAxis: valueAxis(colour, { minInterval: 1 }),
    series: STACK.map((level) => ({
      name: level,
      type: 'bar',
      stack: 'alerts',
      barCategoryGap: '20%',
      data: buckets.map((bucket) => bucket[level] ?? 0),
      itemStyle: { color: colour(`level-${level}`), decal: HATCHES[level] },
    })),
  });
  const table = {
    columns: [t('time'), ...LEVELS],
    rows: buckets.map((bucket, index) => [labels[index], ...LEVELS.map((level) => number(bucket[level] ?? 0))]),
  };
  return html`<data-chart .draw=${draw} .summary=${summary} .table=${table}></data-chart>`;
}
