/** What this browser remembers of its user: language, theme, whether single keys are shortcuts. Kept without a server. */
const PREFIX = 'medsentry.';

/** Emits `language` and `theme`. */
export const preferenceChanges = new EventTarget();

/** @param {string} name @returns {string|null} */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage may be forbidden; nothing depends on it
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // forgotten with the page
  }
}

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** @returns {'light'|'dark'} */
export function theme() {
  return remembered('theme') ?? (darkSystem.matches ? 'dark' : 'light');
}

export function applyTheme() {
  document.documentElement.dataset.theme = theme();
  preferenceChanges.dispatchEvent(new Event('theme'));
}

export function switchTheme() {
  remember('theme', theme() === 'dark' ? 'light' : 'dark');
  applyTheme();
}

darkSystem.addEventListener('change', applyTheme);
