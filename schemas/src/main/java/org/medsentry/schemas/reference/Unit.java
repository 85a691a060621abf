package org.medsentry.schemas.reference;

import java.util.List;
import org.medsentry.schemas.document.Level;

/**
 * A responsible unit (责任单位).
 *
 * @param regionPrefix leading digits of the region codes it answers for; empty for the nation
 * @param minLevel the lowest level it is told of
 */
public record Unit(
        String unitId,
        String nameZh,
        String nameEn,
        String regionPrefix,
        List<ResponsibilityTopic> topics,
        Level minLevel,
        UnitRole role,
        List<String> channels)
        implements ReferenceRow {

    @Override
    public String id() {
        return unitId;
    }
}
