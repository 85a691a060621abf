import { remember, remembered } from './preferences.js';

/** Single keys as shortcuts. They rest while somebody types, while a dialog is open, and for those who have switched them off. */
export function shortcutsOn() {
  return remembered('shortcuts') !== 'off';
}

/** @param {boolean} on */
export function setShortcuts(on) {
  remember('shortcuts', on ? 'on' : 'off');
}

/**
 * @param {Record<string, (event: KeyboardEvent) => void>} keys
 * @returns {(event: KeyboardEvent) => void} listener for keydown
 */
export function shortcuts(keys) {
  return (event) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    if (!shortcutsOn() || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act(event);
    }
  };
}
