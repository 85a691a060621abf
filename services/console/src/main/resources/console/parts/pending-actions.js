/**
 * Actions that were sent and not yet answered, by alert. An action is done only when the early-warning job says so, so a page shows
 * it as pending until the alert's new revision is there.
 */
export class PendingActions {
  #byAlert = new Map();

  /** @param {Array<{alertId: string, actionId: string|null}>|null} results @param {string} type */
  add(results, type) {
    for (const { alertId, actionId } of results ?? []) {
      if (actionId) {
        this.#byAlert.set(alertId, [...this.of(alertId), { actionId, type }]);
      }
    }
  }

  /** @param {string} alertId @returns {Array<{actionId: string, type: string}>} */
  of(alertId) {
    return this.#byAlert.get(alertId) ?? [];
  }

  /** @param {string} actionId @returns {boolean} whether it was pending */
  settle(actionId) {
    for (const [alertId, actions] of this.#byAlert) {
      const left = actions.filter((action) => action.actionId !== actionId);
      if (left.length < actions.length) {
        this.#keep(alertId, left);
        return true;
      }
    }
    return false;
  }

  settleAlert(alertId) {
    this.#keep(alertId, []);
  }

  #keep(alertId, actions) {
    if (actions.length) {
      this.#byAlert.set(alertId, actions);
    } else {
      this.#byAlert.delete(alertId);
    }
  }
}
