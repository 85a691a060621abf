import { get, http, Problem, post, remove, useToken } from './http.js';

/** Who is signed in. Emits `change`. */
class Session extends EventTarget {
  /** @type {null|{user: {id: string, name: string, role: string}, permissions: string[], csrfToken: string, lastVisitAt: string|null}} */
  current = null;
  known = false;

  constructor() {
    super();
    http.addEventListener('signed-out', () => this.#take(null));
  }

  #take(session) {
    this.current = session;
    this.known = true;
    useToken(session?.csrfToken ?? null);
    this.dispatchEvent(new Event('change'));
  }

  async load() {
    try {
      this.#take(await get('/api/session'));
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status !== 401) {
        throw problem;
      }
      this.#take(null);
    }
  }

  async signIn(user, password) {
    this.#take(await post('/api/session', { user, password }));
  }

  async signOut() {
    await remove('/api/session');
    this.#take(null);
  }

  /** @param {string} permission */
  may(permission) {
    return this.current?.permissions.includes(permission) ?? false;
  }
}

export const session = new Session();
