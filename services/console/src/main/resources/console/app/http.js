import { language } from './language.js';

/** The one place that talks to the server: same origin, JSON, the session's token on everything that changes something. */
let token = null;

/** Emits `signed-out` when the server no longer knows the session. */
export const http = new EventTarget();

/** @param {string|null} value */
export function useToken(value) {
  token = value;
}

/** A refusal of the server, with what it says about it. */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} body @param {string|null} retryAfter */
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.code = body.code ?? null;
    this.retryAfter = retryAfter;
  }
}

async function call(method, path, body) {
  const headers = { Accept: 'application/json', 'Accept-Language': language() };
  if (method !== 'GET' && token) {
    headers['X-CSRF-Token'] = token;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  let content = {};
  try {
    content = text ? JSON.parse(text) : {};
  } catch {
    content = { detail: text.slice(0, 300) };
  }
  if (!answer.ok) {
    if (answer.status === 401 && path !== '/api/session') {
      http.dispatchEvent(new Event('signed-out'));
    }
    throw new Problem(answer.status, content, answer.headers.get('Retry-After'));
  }
  return content;
}

export const get = (path) => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const put = (path, body) => call('PUT', path, body);
export const remove = (path) => call('DELETE', path);

/** @param {Record<string, string|number|null|undefined>} values */
export function queryOf(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}
