package org.medsentry.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumePointTest {

    @TempDir
    Path folder;

    @Test
    void isNoneAtFirst() throws IOException {
        assertThat(ResumePoint.newest(folder.resolve("missing"))).isEmpty();
        Files.createDirectories(folder.resolve("job/chk-1"));
        assertThat(ResumePoint.newest(folder)).isEmpty();
    }

    @Test
    void isTheNewestCompleteOneOfEitherKind() throws IOException {
        Path savepoint = complete("savepoint-1", 1000);
        assertThat(ResumePoint.newest(folder)).contains(savepoint);

        Path checkpoint = complete("job/chk-7", 2000);
        assertThat(ResumePoint.newest(folder)).contains(checkpoint);

        Files.createDirectories(folder.resolve("job/chk-8"));
        assertThat(ResumePoint.newest(folder)).contains(checkpoint);
    }

    private Path complete(String name, long writtenAt) throws IOException {
        Path point = Files.createDirectories(folder.resolve(name));
        Path metadata = Files.createFile(point.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenAt));
        return point;
    }
}
