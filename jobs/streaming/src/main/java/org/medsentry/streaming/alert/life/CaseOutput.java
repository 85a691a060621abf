package org.medsentry.streaming.alert.life;

import org.medsentry.schemas.document.ActionResult;
import org.medsentry.schemas.document.Alert;
import org.medsentry.schemas.document.Trigger;

/** Where the life of a case goes. */
public interface CaseOutput {

    /** @param urgent false for further evidence that may wait to be written together with more */
    void revised(String alertKey, Alert alert, boolean urgent) throws Exception;

    void triggered(Trigger trigger);

    void answered(ActionResult result);

    /** The same action came again. */
    void repeated();
}
