import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { t } from '../app/language.js';

/** The text of a rule file with numbered lines; lines with findings are marked. A plain text field, so that everything that works on one works. */
class SourceEditor extends ConsoleElement {
  static properties = { value: {}, findings: { attribute: false }, readonly: { type: Boolean } };

  constructor() {
    super();
    this.value = '';
    this.findings = [];
  }

  #typed(event) {
    this.value = event.target.value;
    this.dispatchEvent(new Event('edited'));
  }

  /** Two spaces for the tab key would trap people who move by keyboard, so only Ctrl+] indents. */
  #indent(event) {
    if (event.key === ']' && event.ctrlKey) {
      event.preventDefault();
      event.target.setRangeText('  ', event.target.selectionStart, event.target.selectionEnd, 'end');
      this.#typed(event);
    }
  }

  /** @param {number} line @param {number} column both from 1 */
  goTo(line, column) {
    const area = this.querySelector('textarea');
    const lines = this.value.split('\n');
    const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const start = before + Math.min(Math.max(column - 1, 0), lines[line - 1]?.length ?? 0);
    area.focus();
    area.setSelectionRange(start, start + 1);
    const lineHeight = area.scrollHeight / Math.max(lines.length, 1);
    this.querySelector('.editor').scrollTop = Math.max(0, (line - 4) * lineHeight);
  }

  render() {
    const count = this.value.split('\n').length;
    const worst = new Map();
    for (const { line, severity } of this.findings ?? []) {
      worst.set(line, worst.get(line) === 'ERROR' ? 'ERROR' : severity);
    }
    return html`<div class="editor">
      <div class="lines" aria-hidden="true">${Array.from({ length: count }, (_, index) => html`<div class=${worst.get(index + 1) ?? ''}>${index + 1}</div>`)}</div>
      <textarea
        class="code"
        wrap="off"
        rows=${count}
        spellcheck="false"
        autocapitalize="off"
        aria-label=${t('rule.source')}
        ?readonly=${this.readonly}
        .value=${this.value}
        @input=${this.#typed}
        @keydown=${this.#indent}
      ></textarea>
    </div>`;
  }
}

customElements.define('source-editor', SourceEditor);
