package org.medsentry.rules.count;

import java.util.List;
import org.medsentry.schemas.document.Evidence;

/** How a counted record is cited. State may keep it packed until somebody asks. */
@FunctionalInterface
public interface Citation {

    List<Evidence> records();
}
