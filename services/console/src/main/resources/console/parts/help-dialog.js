import { html } from 'lit';
import { ConsoleElement } from '../app/console-element.js';
import { t } from '../app/language.js';
import { setShortcuts, shortcuts, shortcutsOn } from '../app/shortcuts.js';
import { LEVELS, levelBadge } from './badges.js';

const KEYS = [
  ['j', 'help.next'],
  ['k', 'help.previous'],
  ['Enter', 'help.open'],
  ['x', 'help.select'],
  ['a', 'help.acknowledge'],
  ['/', 'help.search'],
  ['?', 'help.title'],
];

/** Keys and cues, for those who are new and those who forget. */
class HelpDialog extends ConsoleElement {
  connectedCallback() {
    super.connectedCallback();
    const open = () => this.querySelector('dialog').showModal();
    this.listen(document, 'medsentry-help', open);
    this.listen(document, 'keydown', shortcuts({ '?': open }));
  }

  render() {
    return html`<dialog aria-labelledby="help-title">
      <form method="dialog">
        <h2 id="help-title">${t('help.title')}</h2>
        <dl class="facts">
          ${KEYS.map(
            ([key, text]) => html`<dt><kbd>${key}</kbd></dt>
              <dd>${t(text)}</dd>`,
          )}
        </dl>
        <label class="choice"
          ><input type="checkbox" .checked=${shortcutsOn()} @change=${(event) => setShortcuts(event.target.checked)} />${t('help.shortcuts')}</label
        >
        <h3>${t('help.levels')}</h3>
        <dl class="facts">
          ${LEVELS.map(
            (level) => html`<dt>${levelBadge(level)}</dt>
              <dd>${t(`level.${level}`)}</dd>`,
          )}
        </dl>
        <div class="buttons"><button class="primary">${t('close')}</button></div>
      </form>
    </dialog>`;
  }
}

customElements.define('help-dialog', HelpDialog);
