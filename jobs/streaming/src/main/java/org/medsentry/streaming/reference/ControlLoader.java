package org.medsentry.streaming.reference;

import java.io.Serializable;
import java.util.Set;
import java.util.function.Consumer;
import org.medsentry.schemas.Topic;

/**
 * Reads what control topics hold now, to the end, before an operator judges its first record. Called whenever an operator
 * starts or is restored, so that no record ever meets an empty catalogue; later changes come by the control stream.
 */
@FunctionalInterface
public interface ControlLoader extends Serializable {

    /** @throws Exception if the rows cannot be read; the task then fails and starts again rather than judging blindly */
    void load(Set<Topic> topics, Consumer<ControlRecord> rows) throws Exception;
}
