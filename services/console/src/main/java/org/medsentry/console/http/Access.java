package org.medsentry.console.http;

import io.javalin.security.RouteRole;
import org.medsentry.console.identity.Permission;

/**
 * Who may call a route.
 *
 * @param signedIn whether a session is needed at all
 * @param permission what else is needed, or null
 */
public record Access(boolean signedIn, Permission permission) implements RouteRole {

    public static final Access OPEN = new Access(false, null);
    public static final Access SIGNED_IN = new Access(true, null);

    public static Access of(Permission permission) {
        return new Access(true, permission);
    }
}
