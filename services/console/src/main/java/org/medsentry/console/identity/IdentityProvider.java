package org.medsentry.console.identity;

import java.util.Optional;

/**
 * Who somebody is. A file of users is one way to know ({@link UsersFile}); an OpenID Connect provider would be another, whose
 * handlers exchange a code for claims and end in {@link Sessions#open} with a {@link User} made of them.
 */
public interface IdentityProvider {

    /** The person, if name and password fit. Takes equally long if they do not. */
    Optional<User> authenticate(String userId, String password);

    /** The person as known now; empty once that person may no longer sign in, and then every session ends. */
    Optional<User> current(String userId);
}
