package org.medsentry.streaming.pattern;

import org.medsentry.schemas.document.Sighting;

/** Takes what a judge makes of a record; the operator around it knows where that goes. */
interface JudgeOutput {

    /** To the rules of its key. */
    void route(RoutedRecord routed);

    void see(Sighting sighting);
}
