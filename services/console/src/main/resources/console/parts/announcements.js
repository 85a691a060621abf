import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';

/** Short messages at the edge of the page, read aloud by screen readers; they go by themselves. */
class AnnouncementsArea extends ConsoleElement {
  static properties = { messages: { state: true } };

  constructor() {
    super();
    this.messages = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(document, 'medsentry-announce', (event) => this.#add(event.detail));
  }

  #add(message) {
    this.messages = [...this.messages.slice(-3), message];
    setTimeout(() => {
      this.messages = this.messages.filter((other) => other !== message);
    }, 7000);
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${this.messages.map(({ text, kind }) => html`<p class="notice ${kind}">${text}</p>`)}
    </div>`;
  }
}

customElements.define('announcements-area', AnnouncementsArea);
