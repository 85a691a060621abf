package org.medsentry.streaming.alert;

import java.util.List;
import org.medsentry.schemas.document.Alert;

/** An alert in state: what people see, and the units that would be told if it climbed. */
public record OpenAlert(Alert alert, List<Responsibility> responsibilities) {}
