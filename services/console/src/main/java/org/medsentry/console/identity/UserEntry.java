package org.medsentry.console.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.medsentry.schemas.document.ActorRole;

/** A user as a users file holds it. */
public record UserEntry(String id, String name, ActorRole role, String passwordHash) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final int LONGEST_NAME = 100;

    /** @throws UsersException if a part is not as it has to be */
    public UserEntry {
        if (id == null || !ID.matcher(id).matches()) {
            throw new UsersException("user: 1 to 64 letters, digits, dots, underscores, hyphens or at signs");
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new UsersException("user " + id + ": name is missing or longer than " + LONGEST_NAME);
        }
        if (role == null || role == ActorRole.SYSTEM) {
            throw new UsersException("user " + id + ": role must be VIEWER, ANALYST, DUTY_OFFICER or ADMINISTRATOR");
        }
        if (!Passwords.isHash(passwordHash)) {
            throw new UsersException(
                    "user " + id + ": password must be an argon2id hash; 'medsentry console user add' makes one");
        }
    }

    static UserEntry of(Map<?, ?> fields, int number) {
        for (Object field : fields.keySet()) {
            if (!field.equals("user") && !field.equals("name") && !field.equals("role") && !field.equals("password")) {
                throw new UsersException("entry " + number + ": unknown field " + field);
            }
        }
        String id = text(fields.get("user"));
        String name = text(fields.get("name"));
        return new UserEntry(id, name == null ? id : name, role(fields.get("role")), text(fields.get("password")));
    }

    private static ActorRole role(Object value) {
        for (ActorRole role : ActorRole.values()) {
            if (role.name().equals(value)) {
                return role;
            }
        }
        return null;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("user", id);
        fields.put("name", name);
        fields.put("role", role.name());
        fields.put("password", passwordHash);
        return fields;
    }

    User user() {
        return new User(id, name, role, Integer.toHexString(passwordHash.hashCode()));
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "UserEntry[" + id + ", " + role + "]";
    }
}
