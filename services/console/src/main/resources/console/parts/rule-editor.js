import { html } from 'lit';
import { announce, ConsoleElement, reasonOf } from '../app/console-element.js';
import { number } from '../app/figures.js';
import { post } from '../app/http.js';
import { t } from '../app/language.js';
import { visible } from '../app/plain.js';
import { session } from '../app/session.js';
import './confirm-dialog.js';
import { differenceTable } from './difference-table.js';
import './source-editor.js';

/** A rule's next version: written, checked, tried on its examples, compared, published. Emits `published`. */
class RuleEditor extends ConsoleElement {
  static properties = {
    ruleId: {},
    yaml: {},
    version: { type: Number },
    text: { state: true },
    findings: { state: true },
    examples: { state: true },
    lines: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    this.#forget();
  }

  #forget() {
    this.findings = null;
    this.examples = null;
    this.lines = null;
  }

  willUpdate(changed) {
    // A version published by somebody else never overwrites what is being written here.
    if (changed.has('yaml') && (this.text === undefined || this.text === changed.get('yaml'))) {
      this.text = this.yaml ?? '';
      this.#forget();
    }
  }

  async #do(work) {
    this.busy = true;
    const result = await this.attempt(work);
    this.busy = false;
    return result;
  }

  async #check() {
    const result = await this.#do(() => post('/api/rules/check', { yaml: this.text }));
    if (result) {
      this.findings = result.findings;
    }
  }

  async #try() {
    const result = await this.#do(() => post('/api/rules/examples', { yaml: this.text }));
    if (result) {
      this.examples = result;
    }
  }

  async #compare() {
    const result = await this.#do(() => post(`/api/rules/${encodeURIComponent(this.ruleId)}/difference`, { yaml: this.text }));
    this.lines = result?.lines ?? null;
  }

  async #publish(shadow) {
    const comment = await this.querySelector('confirm-dialog').ask({
      title: shadow ? t('rule.publish-shadow') : t('rule.publish'),
      text: shadow ? t('rule.publish-shadow-text') : t('rule.publish-text'),
      confirm: shadow ? t('rule.publish-shadow') : t('rule.publish'),
      comment: true,
    });
    if (comment === null) {
      return;
    }
    this.busy = true;
    try {
      this.problem = null;
      const { ruleId, version } = await post('/api/rules/publish', { yaml: this.text, comment, shadow, expectedVersion: this.version });
      announce(t('rule.published', { rule: ruleId, version }), 'good');
      this.dispatchEvent(new Event('published'));
    } catch (failure) {
      this.findings = failure.status === 422 ? (failure.body.findings ?? this.findings) : this.findings;
      this.problem = reasonOf(failure);
    }
    this.busy = false;
  }

  render() {
    return html`<source-editor
        .value=${this.text ?? ''}
        .findings=${this.findings ?? []}
        @edited=${(event) => {
          this.text = event.target.value;
          this.#forget();
        }}
      ></source-editor>
      <div class="toolbar editor-buttons">
        <button @click=${this.#check} ?disabled=${this.busy}>${t('rule.check')}</button>
        <button @click=${this.#try} ?disabled=${this.busy}>${t('rule.examples')}</button>
        <button @click=${this.#compare} ?disabled=${this.busy}>${t('rule.compare')}</button>
        ${session.may('rules.edit') ? html`<button @click=${() => this.#publish(true)} ?disabled=${this.busy}>${t('rule.publish-shadow')}</button>` : ''}
        ${session.may('rules.publish')
          ? html`<button class="primary" @click=${() => this.#publish(false)} ?disabled=${this.busy}>${t('rule.publish')}</button>`
          : ''}
        ${this.text !== this.yaml ? html`<button class="quiet" @click=${() => this.#reset()}>${t('rule.reset')}</button>` : ''}
      </div>
      <div role="status">
        ${this.problem ? html`<p class="notice bad">${this.problem}</p>` : ''} ${this.findings ? this.#findings() : ''}
        ${this.examples ? this.#examples() : ''}
      </div>
      ${this.lines ? differenceTable(this.lines) : ''}
      <confirm-dialog></confirm-dialog>`;
  }

  #reset() {
    this.text = this.yaml;
    this.#forget();
  }

  #findings() {
    if (!this.findings.length) {
      return html`<p class="notice good">${t('rule.no-findings')}</p>`;
    }
    return html`<ul class="plain finding-list">
      ${this.findings.map(
        ({ severity, line, column, message }) =>
          html`<li>
            <span class="tag ${severity === 'ERROR' ? 'bad' : 'warn'}">${t(`severity.${severity}`)}</span>
            <button class="quiet" @click=${() => this.querySelector('source-editor').goTo(line, column)}>${t('rule.position', { line, column })}</button>
            ${visible(message)}
          </li>`,
      )}
    </ul>`;
  }

  #examples() {
    const { examples, milliseconds } = this.examples;
    const failed = examples.filter(({ passed }) => !passed).length;
    return html`<p class="notice ${failed ? 'bad' : 'good'}">
        ${failed ? t('rule.examples-failed', { n: examples.length, failed }) : t('rule.examples-passed', { n: examples.length })}
        <span class="muted small">${t('duration.milliseconds', { n: number(milliseconds, 0) })}</span>
      </p>
      <ul class="plain finding-list">
        ${examples.map(
          (example) =>
            html`<li>
              <span class="tag ${example.passed ? 'good' : 'bad'}">${example.passed ? t('rule.passed') : t('rule.failed')}</span>
              ${visible(example.name)} ${example.passed ? '' : html`<br /><span class="muted">${visible(example.message ?? '')}</span>`}
            </li>`,
        )}
      </ul>`;
  }
}

customElements.define('rule-editor', RuleEditor);
