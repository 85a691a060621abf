const MEMORY = 500;

/**
 * Actions that were sent and whose alert does not show them yet. An action is done only when the early-warning job says so, so a page
 * shows it as pending until the revision that holds it is there.
 */
export class PendingActions {
  /** @type {Map<string, Array<{actionId: string, type: string}>>} */
  #byAlert = new Map();
  /** Answers may come before the page knows the ids of its own actions. @type {Map<string, {accepted: boolean, revision: number|null}>} */
  #answers = new Map();

  /** @param {Array<{alertId: string, actionId: string|null}>|null} results @param {string} type */
  add(results, type) {
    for (const { alertId, actionId } of results ?? []) {
      if (actionId && this.#answers.get(actionId)?.accepted !== false) {
        this.#byAlert.set(alertId, [...this.of(alertId), { actionId, type }]);
      }
    }
  }

  /** @param {string} alertId */
  of(alertId) {
    return this.#byAlert.get(alertId) ?? [];
  }

  /** @returns {boolean} whether it was an action of this page that was refused */
  answer({ actionId, accepted, revision }) {
    this.#answers.set(actionId, { accepted, revision: revision ?? null });
    if (this.#answers.size > MEMORY) {
      this.#answers.delete(this.#answers.keys().next().value);
    }
    const ours = [...this.#byAlert.values()].some((actions) => actions.some((action) => action.actionId === actionId));
    if (ours && !accepted) {
      this.settle(actionId);
    }
    return ours && !accepted;
  }

  /** The page shows this revision: what lies in it is done. */
  shown(alertId, revision) {
    for (const { actionId } of this.of(alertId)) {
      const answer = this.#answers.get(actionId);
      if (answer?.accepted && (answer.revision === null || answer.revision <= revision)) {
        this.settle(actionId);
      }
    }
  }

  settle(actionId) {
    for (const [alertId, actions] of this.#byAlert) {
      const left = actions.filter((action) => action.actionId !== actionId);
      if (left.length) {
        this.#byAlert.set(alertId, left);
      } else {
        this.#byAlert.delete(alertId);
      }
    }
  }
}
