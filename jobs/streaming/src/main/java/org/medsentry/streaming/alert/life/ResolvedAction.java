package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.AlertAction;

/**
 * An action with the place of the alert it is about.
 *
 * @param caseKey as {@link RoutedSignal#caseKey()}
 * @param alertKey as {@link RoutedSignal#alertKey()}
 */
public record ResolvedAction(String caseKey, String alertKey, AlertAction action) {}
