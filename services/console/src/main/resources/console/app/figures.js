import { html } from 'lit';
import { locale, t } from './language.js';

/** Numbers and times as people read them; a day is a day in Shanghai, wherever the browser is. */
const ZONE = 'Asia/Shanghai';
const formats = new Map();

function format(name, make) {
  const key = name + locale();
  if (!formats.has(key)) {
    formats.set(key, make(locale()));
  }
  return formats.get(key);
}

/** @param {number|null|undefined} value */
export function number(value, digits = 2) {
  if (value === null || value === undefined) {
    return '–';
  }
  return format('number' + digits, (tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits })).format(value);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: ZONE };
const DATE = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: ZONE };

/** Date and time as text. */
export function momentText(at) {
  return at ? format('moment', (tag) => new Intl.DateTimeFormat(tag, { ...DATE, ...CLOCK })).format(new Date(at)) : '–';
}

export function dayText(at) {
  return at ? format('day', (tag) => new Intl.DateTimeFormat(tag, DATE)).format(new Date(at)) : '–';
}

/** A day on an axis, where the year is said by its neighbours. */
export function shortDayText(at) {
  const options = { month: '2-digit', day: '2-digit', timeZone: ZONE };
  return format('shortDay', (tag) => new Intl.DateTimeFormat(tag, options)).format(new Date(at));
}

export function hourText(at) {
  const options = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE };
  return at ? format('hour', (tag) => new Intl.DateTimeFormat(tag, options)).format(new Date(at)) : '–';
}

/** Date and time as an element that machines read too. */
export function moment(at) {
  return at ? html`<time datetime=${at}>${momentText(at)}</time>` : '–';
}

const STEPS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 minutes ago"; the exact time is in the title. */
export function ago(at, now = Date.now()) {
  if (!at) {
    return '–';
  }
  const seconds = (new Date(at).getTime() - now) / 1000;
  const [unit, length] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  const words = format('ago', (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'always' })).format(Math.round(seconds / length), unit);
  return html`<time datetime=${at} title=${momentText(at)}>${words}</time>`;
}

/** An ISO 8601 duration such as PT72H or P7D in words. */
export function durationText(iso) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso ?? '');
  if (!found) {
    return iso ?? '–';
  }
  let [, days, hours, minutes, seconds] = found.map((part) => Number(part ?? 0));
  if (hours >= 48 && hours % 24 === 0) {
    days += hours / 24;
    hours = 0;
  }
  const parts = [
    [days, 'duration.days'],
    [hours, 'duration.hours'],
    [minutes, 'duration.minutes'],
    [seconds, 'duration.seconds'],
  ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, key]) => t(key, { n: value }))
    .join(' ');
}

/** Milliseconds in words, to the largest unit that says something. */
export function spanText(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) {
    return '–';
  }
  if (milliseconds < 1000) {
    return t('duration.milliseconds', { n: Math.round(milliseconds) });
  }
  const seconds = milliseconds / 1000;
  const [unit, length] = STEPS.find(([, length]) => seconds >= length) ?? ['second', 1];
  return t(`duration.${unit}s`, { n: number(seconds / length, 1) });
}
