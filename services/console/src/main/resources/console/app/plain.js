import { html } from 'lit';

/**
 * Text from data, shown as what it is. It stands isolated, so that right-to-left characters in it reorder nothing around it, and
 * characters that cannot be seen, or that steer the direction of text, are named.
 */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** @param {unknown} value */
export function visible(value) {
  return String(value).replace(UNSEEN, (character) => `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** @param {unknown} value */
export function plain(value, otherwise = '–') {
  return value === null || value === undefined || value === '' ? otherwise : html`<bdi>${visible(value)}</bdi>`;
}
