import { OPEN_STATUSES } from '../parts/badges.js';

/** Which filters the address of the list may hold; others are left alone. */
export const FILTERS = ['level', 'status', 'open', 'rule', 'region', 'key', 'stream', 'drill', 'q', 'from', 'to', 'sort', 'order'];

/** @param {string} query @returns {Record<string, string>} */
export function filtersOf(query) {
  const given = new URLSearchParams(query);
  return Object.fromEntries(FILTERS.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
}

const oneOf = (list, value) => list.split(',').includes(value);

const within = (alert, region) => (alert.region?.code ?? '').startsWith(region.replace(/(00)+$/, ''));

/**
 * Whether an alert that has just changed belongs to the list. Full text can only be judged by the server: such an alert may belong, and
 * the list says so by offering to look again.
 */
export function mayBelong(alert, filters) {
  return (
    (!filters.level || oneOf(filters.level, alert.level)) &&
    (!filters.status || oneOf(filters.status, alert.status)) &&
    (filters.open !== 'true' || OPEN_STATUSES.includes(alert.status)) &&
    (!filters.rule || oneOf(filters.rule, alert.ruleId)) &&
    (!filters.region || within(alert, filters.region)) &&
    (!filters.from || new Date(alert.raisedAt) >= new Date(filters.from)) &&
    (!filters.to || new Date(alert.raisedAt) <= new Date(filters.to)) &&
    (!filters.key || alert.key?.value === filters.key) &&
    (!filters.stream || filters.stream.split(',').some((stream) => alert.streams.includes(stream))) &&
    (!filters.drill || String(alert.drill) === filters.drill)
  );
}
