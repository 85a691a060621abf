package org.medsentry.schemas.codec;

import java.time.ZoneId;

/** The zone whose days count and whose offset documents show, unless somebody configures another. */
public final class DefaultZone {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private DefaultZone() {}
}
