import { en } from '../text/en.js';
import { zh } from '../text/zh.js';
import { preferenceChanges, remember, remembered } from './preferences.js';

/** Every text that users read comes through here, so that a page never holds words of its own. */
const TEXTS = { zh, en };

let current = remembered('language') ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** @returns {'zh'|'en'} */
export function language() {
  return current;
}

/** @returns {string} for Intl and the `lang` attribute */
export function locale() {
  return current === 'zh' ? 'zh-CN' : 'en-GB';
}

export function applyLanguage() {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';
}

/** @param {'zh'|'en'} next */
export function switchLanguage(next) {
  current = next;
  remember('language', next);
  applyLanguage();
  preferenceChanges.dispatchEvent(new Event('language'));
}

/**
 * @param {string} key of the text
 * @param {Record<string, string|number>} [values] for its {placeholders}
 */
export function t(key, values = {}) {
  const text = TEXTS[current][key];
  if (text === undefined) {
    return key;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A text for one value of an enumeration, or the bare value where it is one that this build does not know. */
export function named(kind, value) {
  if (value === null || value === undefined) {
    return '–';
  }
  const key = `${kind}.${value}`;
  return key in TEXTS[current] ? TEXTS[current][key] : String(value);
}

/** @param {{zh?: string, en?: string}|null|undefined} localised */
export function inLanguage(localised) {
  return localised?.[current] ?? localised?.zh ?? localised?.en ?? '';
}

/** A region's (or unit's) name in the language of the page. */
export function nameOf(row) {
  if (!row) {
    return '';
  }
  if (row.code === '000000') {
    return t('region.nation');
  }
  return (current === 'zh' ? row.nameZh : (row.nameEn ?? row.nameZh)) ?? row.code ?? '';
}
