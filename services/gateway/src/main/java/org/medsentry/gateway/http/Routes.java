package org.medsentry.gateway.http;

import io.javalin.router.JavalinDefaultRoutingApi;
import org.medsentry.gateway.reception.Intake;

/** A further way in, or out: it adds its paths to the server's. */
public interface Routes {

    /**
     * @param admission lets requests in
     * @param bodies opens bodies within their limits
     * @param intake takes records
     */
    void addTo(JavalinDefaultRoutingApi paths, Admission admission, Bodies bodies, Intake intake);
}
