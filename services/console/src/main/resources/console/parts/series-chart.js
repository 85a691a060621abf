import { html } from 'lit';
import { dayText, hourText, number, shortDayText } from '../app/figures.js';
import { t } from '../app/language.js';
import { categoryAxis, valueAxis } from './data-chart.js';

/** What was counted, what was to be expected, from where on it is an alarm. */
export function seriesChart({ unit, points }) {
  const label = unit === 'EVENT' ? hourText : dayText;
  const labels = points.map(({ at }) => label(at));
  const has = (name) => points.some((point) => point[name] !== null && point[name] !== undefined);
  const alarms = points.filter(({ alarm }) => alarm);
  const summary = t('series.summary', {
    n: points.length,
    from: labels[0] ?? '–',
    to: labels[labels.length - 1] ?? '–',
    highest: number(Math.max(...points.map(({ observed }) => observed ?? 0))),
    alarms: alarms.length,
  });
  const line = (name, colour, type) => ({
    name: t(`series.${name}`),
    type: 'line',
    step: name === 'threshold' ? 'middle' : false,
    symbol: points.length === 1 ? 'circle' : 'none',
    lineStyle: { color: colour, width: 2, type },
    itemStyle: { color: colour },
    data: points.map((point) => point[name] ?? null),
  });
  const draw = (colour) => ({
    xAxis: categoryAxis(colour, unit === 'EVENT' ? labels : points.map(({ at }) => shortDayText(at))),
    yAxis: valueAxis(colour),
    series: [
      {
        name: t('series.observed'),
        type: 'bar',
        barMaxWidth: 28,
        itemStyle: { color: colour('line-strong') },
        data: points.map((point) => (point.alarm ? { value: point.observed, itemStyle: { color: colour('bad') } } : point.observed)),
      },
      ...(has('expected') ? [line('expected', colour('accent'), 'solid')] : []),
      ...(has('threshold') ? [line('threshold', colour('warn'), 'dashed')] : []),
      {
        name: t('series.alarm'),
        type: 'scatter',
        symbol: 'triangle',
        symbolSize: 10,
        symbolOffset: [0, -9],
        itemStyle: { color: colour('bad') },
        data: points.map((point) => (point.alarm ? point.observed : null)),
      },
    ],
  });
  const table = {
    columns: [t('time'), t('series.observed'), t('series.expected'), t('series.threshold'), t('series.alarm')],
    rows: points.map((point, index) => [
      labels[index],
      number(point.observed),
      number(point.expected),
      number(point.threshold),
      point.alarm ? t('yes') : t('no'),
    ]),
  };
  return html`<data-chart .draw=${draw} .summary=${summary} .table=${table}></data-chart>`;
}
