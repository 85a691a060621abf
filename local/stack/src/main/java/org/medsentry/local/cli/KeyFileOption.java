package org.medsentry.local.cli;

import java.nio.file.Path;
import org.medsentry.local.stack.StackAddresses;
import org.medsentry.schemas.privacy.PayloadCipher;
import org.medsentry.schemas.privacy.SecretKeys;
import picocli.CommandLine.Option;

/** The keys that dead letters were encrypted with. */
final class KeyFileOption {

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "Key file of the jobs. Default: that of the running local stack.")
    private Path file;

    PayloadCipher cipher(DataFolder data) {
        Path keyFile = file != null
                ? file
                : data.runningStack()
                        .map(StackAddresses::keyFile)
                        .orElseThrow(() -> new CommandException("no local stack runs; name the jobs' --key-file"));
        return new PayloadCipher(SecretKeys.load(keyFile));
    }
}
