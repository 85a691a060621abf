/** Addresses of pages: `#/alerts/ID?level=I`. All that a page shows by choice is in there, so that it can be sent to a colleague. */

/** @type {Record<string, () => Promise<unknown>>} */
const PAGES = {
  overview: () => import('../pages/overview-page.js'),
  alerts: () => import('../pages/alerts-page.js'),
  alert: () => import('../pages/alert-page.js'),
  rules: () => import('../pages/rules-page.js'),
  rule: () => import('../pages/rule-page.js'),
  data: () => import('../pages/data-page.js'),
  audit: () => import('../pages/audit-page.js'),
};

/** @returns {{page: string, id: string|null, query: string}} */
export function place(hash = location.hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [first, ...rest] = path.split('/');
  const id = rest.length > 0 ? decodeURIComponent(rest.join('/')) : null;
  const page = id === null ? first : { alerts: 'alert', rules: 'rule' }[first];
  return page in PAGES ? { page, id, query } : { page: 'overview', id: null, query: '' };
}

/** The address of a place without its choices, by which a page in the document says which one it is. */
export function placeText({ page, id }) {
  return id === null ? page : `${page}/${id}`;
}

/** @param {string} page */
export function loadPage(page) {
  return PAGES[page]();
}

/** Changes what the page shows by choice; `null` takes a choice away. */
export function choose(changes) {
  const { query } = place();
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  const [path] = location.hash.split('?', 1);
  const text = next.toString();
  location.hash = text ? `${path}?${text}` : path;
}
