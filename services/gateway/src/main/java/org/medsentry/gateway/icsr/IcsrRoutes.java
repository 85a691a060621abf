package org.medsentry.gateway.icsr;

import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.InstantSource;
import java.time.ZoneId;
import org.medsentry.gateway.http.Admission;
import org.medsentry.gateway.http.Bodies;
import org.medsentry.gateway.http.Routes;
import org.medsentry.gateway.reception.Intake;

/** {@code POST /v1/icsr}. */
public final class IcsrRoutes implements Routes {
    private final ZoneId zone;

    /** @param zone of dates in messages that name no offset */
    public IcsrRoutes(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void addTo(JavalinDefaultRoutingApi paths, Admission admission, Bodies bodies, Intake intake) {
        paths.post("/v1/icsr", new IcsrRoute(zone, InstantSource.system(), admission, bodies, intake));
    }
}
