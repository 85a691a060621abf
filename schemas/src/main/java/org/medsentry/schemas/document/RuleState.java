package org.medsentry.schemas.document;

/** What a published rule does. */
public enum RuleState {
    /** In force. */
    ACTIVE,
    /** Judged and recorded, but raises no alert. */
    SHADOW,
    /** Keeps its state, judges nothing. */
    PAUSED,
    /** Gone; its state is released. */
    REMOVED
}
