package org.medsentry.streaming.alert;

import org.medsentry.schemas.document.AlertAction;

/** An action that knows where its alert lives. */
public record ResolvedAction(String caseKey, String alertKey, AlertAction action) {}
