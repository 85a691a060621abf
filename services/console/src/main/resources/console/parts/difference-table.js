import { html } from 'lit';
import { t } from '../app/language.js';
import { visible } from '../app/plain.js';

const SIGNS = { SAME: ' ', REMOVED: '−', ADDED: '+' };
const AROUND = 3;

/** What one version says and another does not; long stretches that are the same are left out. */
export function differenceTable(lines) {
  const changed = lines.flatMap((line, index) => (line.kind === 'SAME' ? [] : [index]));
  if (!changed.length) {
    return html`<p class="notice">${t('rule.no-difference')}</p>`;
  }
  const near = (index) => changed.some((other) => Math.abs(other - index) <= AROUND);
  const rows = [];
  lines.forEach((line, index) => {
    if (near(index)) {
      rows.push(line);
    } else if (rows.at(-1) !== null) {
      rows.push(null);
    }
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('rule.difference')}>
    <table class="difference">
      <thead class="hidden-visually">
        <tr>
          <th scope="col">${t('rule.before')}</th>
          <th scope="col">${t('rule.after')}</th>
          <th scope="col">±</th>
          <th scope="col">${t('rule.source')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((line) =>
          line
            ? html`<tr class=${line.kind}>
                <td class="number muted">${line.from ?? ''}</td>
                <td class="number muted">${line.to ?? ''}</td>
                <td>${SIGNS[line.kind]}</td>
                <td>${visible(line.text)}</td>
              </tr>`
            : html`<tr>
                <td></td>
                <td></td>
                <td>⋯</td>
                <td></td>
              </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
