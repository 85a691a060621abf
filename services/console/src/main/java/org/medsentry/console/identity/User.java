package org.medsentry.console.identity;

import org.medsentry.schemas.document.ActorRole;

/**
 * Somebody who may sign in.
 *
 * @param id what stands in alerts, audit and history
 * @param name as shown to that person
 * @param stamp changes whenever whatever the person signed in with does; sessions of an older one end
 */
public record User(String id, String name, ActorRole role, String stamp) {

    public boolean may(Permission permission) {
        return permission.isOf(role);
    }
}
