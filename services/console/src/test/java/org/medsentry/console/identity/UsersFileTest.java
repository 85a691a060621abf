package org.medsentry.console.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.schemas.document.ActorRole;

class UsersFileTest {

    private static final String HASH = Passwords.hash("a long password");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("users.yaml");
    }

    private void write(ActorRole role) {
        UsersFile.add(file(), List.of(new UserEntry("ann", "Ann", role, HASH)));
    }

    @Test
    void aPasswordFitsItsHashAlone() {
        write(ActorRole.ANALYST);
        UsersFile users = UsersFile.open(file());
        assertThat(users.authenticate("ann", "a long password").orElseThrow().role())
                .isEqualTo(ActorRole.ANALYST);
        assertThat(users.authenticate("ann", "another password")).isEmpty();
        assertThat(users.authenticate("bob", "a long password")).isEmpty();
        assertThat(users.authenticate("bob", "nobody has this password")).isEmpty();
        assertThat(users.authenticate("ann", "x".repeat(1000))).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        write(ActorRole.ANALYST);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).contains("$argon2id$").doesNotContain("a long password");
    }

    @Test
    void aChangeCountsAtOnceAndABrokenFileChangesNothing() throws IOException {
        write(ActorRole.ANALYST);
        UsersFile users = UsersFile.open(file());
        write(ActorRole.VIEWER);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000));
        assertThat(users.current("ann").orElseThrow().role()).isEqualTo(ActorRole.VIEWER);
        Files.writeString(file(), "users: [}");
        Files.setLastModifiedTime(file(), FileTime.fromMillis(2_000_000));
        assertThat(users.current("ann")).isPresent();
        UsersFile.add(folder.resolve("other.yaml"), List.of(new UserEntry("bob", "Bob", ActorRole.VIEWER, HASH)));
        assertThat(UsersFile.remove(folder.resolve("other.yaml"), "ann")).isFalse();
        assertThat(UsersFile.remove(folder.resolve("other.yaml"), "bob")).isTrue();
    }

    @Test
    void whatIsWrongIsSaidWithoutTheHash() throws IOException {
        for (String text : List.of(
                "users: [{user: ann, role: SYSTEM, password: '" + HASH + "'}]",
                "users: [{user: 'a b', role: VIEWER, password: '" + HASH + "'}]",
                "users: [{user: ann, role: VIEWER, password: plain}]",
                "users: [{user: ann, role: VIEWER, pasword: '" + HASH + "'}]",
                "people: []",
                "- x")) {
            Files.writeString(file(), text);
            assertThatThrownBy(() -> UsersFile.open(file()))
                    .as(text)
                    .isInstanceOf(UsersException.class)
                    .hasMessageContaining("users.yaml")
                    .hasMessageNotContaining("$argon");
        }
    }
}
