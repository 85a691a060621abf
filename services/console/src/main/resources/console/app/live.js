/**
 * What the server tells by itself. Emits `alert`, `action`, `rule` and `reload` with the data as `detail`, and `connection` when the
 * line is lost or back, and `refused` when the server turned us away. The browser reconnects by itself and says where it was.
 */
class Live extends EventTarget {
  /** @type {EventSource|null} */
  #source = null;
  connected = true;

  open() {
    if (this.#source) {
      return;
    }
    this.#source = new EventSource('/api/events');
    this.#source.onopen = () => this.#say(true);
    this.#source.onerror = () => this.#failed();
    for (const name of ['alert', 'action', 'rule', 'hello', 'reload']) {
      this.#source.addEventListener(name, (event) => {
        this.dispatchEvent(new CustomEvent(name, { detail: event.data ? JSON.parse(event.data) : {} }));
      });
    }
  }

  close() {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.again);
  }

  #failed() {
    this.#say(false);
    // A refusal ends an EventSource for good; only a lost line is taken up again by the browser.
    if (this.#source?.readyState === EventSource.CLOSED) {
      this.#source = null;
      this.again = setTimeout(() => this.open(), 5000);
      this.dispatchEvent(new Event('refused'));
    }
  }

  #say(connected) {
    if (this.connected !== connected) {
      this.connected = connected;
      this.dispatchEvent(new Event('connection'));
    }
  }
}

export const live = new Live();
