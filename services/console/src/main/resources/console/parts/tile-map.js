import { html } from 'lit';
import { language, nameOf, t } from '../app/language.js';
import { visible } from '../app/plain.js';
import { LEVELS } from './badges.js';

/**
 * A map without borders: one tile for each district, grouped by the city above it, coloured by its highest open level. No map
 * service, no licence for geodata, and a small district is as easy to see as a large one.
 */
export function tileMap(regions) {
  const cities = new Map();
  for (const region of regions) {
    const city = region.parent ?? '';
    if (!cities.has(city)) {
      cities.set(city, { name: parentName(region), regions: [] });
    }
    cities.get(city).regions.push(region);
  }
  // Where something is open comes first; within that the order of the codes stays, so that people find their places again.
  const busy = [...cities.values()].filter((city) => city.regions.some(isOpen));
  const quiet = [...cities.values()].filter((city) => !busy.includes(city));
  return html`<div class="tile-map">
    ${[...busy, ...quiet].map(
      ({ name, regions: districts }) =>
        html`<section class="tile-city">
          <h3>${visible(name)}</h3>
          <ul class="plain tiles">
            ${districts.map((district) => tile(district))}
          </ul>
        </section>`,
    )}
  </div>`;
}

function isOpen({ open = {} }) {
  return LEVELS.some((level) => open[level] > 0);
}

function parentName(region) {
  return (language() === 'zh' ? region.parentNameZh : (region.parentNameEn ?? region.parentNameZh)) ?? region.parent ?? '';
}

/** Districts are told by their own name; that they are a district, the whole map says. */
function shortName(region) {
  const name = nameOf(region) || region.code;
  return language() === 'zh' ? name.replace(/(?<=..)[区县市]$/u, '') : name.replace(/ (District|County|City)$/, '');
}

function tile(region) {
  const open = region.open ?? {};
  const total = LEVELS.reduce((sum, level) => sum + (open[level] ?? 0), 0);
  const highest = LEVELS.find((level) => (open[level] ?? 0) > 0);
  const counts = LEVELS.filter((level) => open[level]).map((level) => `${level} ${open[level]}`);
  const label = t('map.tile', { name: visible(nameOf(region)), n: total, levels: counts.join(', ') });
  if (!highest) {
    return html`<li><span class="tile" title=${label}><span class="tile-name">${visible(shortName(region))}</span></span></li>`;
  }
  return html`<li>
    <a class="tile level-${highest}" href="#/alerts?open=true&amp;region=${region.code}" title=${label} aria-label=${label}>
      <span class="tile-name">${visible(shortName(region))}</span>
      <span class="tile-count"><span>${highest}</span><span>${total}</span></span>
    </a>
  </li>`;
}
