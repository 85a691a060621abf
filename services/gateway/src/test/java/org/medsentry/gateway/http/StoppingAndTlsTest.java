package org.medsentry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsentry.gateway.TestingGateway;
import org.medsentry.gateway.TestingLog;
import org.medsentry.gateway.TestingRecords;

/** How the gateway ends, and how it speaks TLS. */
class StoppingAndTlsTest {
    private static final String PASSWORD = "changeit";

    /** For the server to stop in spite of an answer that is not out. */
    private static final long HEAD_START_MILLIS = 500;

    @TempDir
    private Path folder;

    @Test
    void requestsUnderWayEndBeforeTheGatewayDoes() throws Exception {
        TestingGateway gateway = new TestingGateway(folder, TestingGateway.settings());
        int port = gateway.port();
        byte[] body = TestingRecords.bytes(TestingRecords.purchase("e1"));
        Thread stopping = new Thread(gateway::close, "stopping");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + TestingGateway.PURCHASES + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + gateway.key
                            + "\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            // said by who waits for the body, hence by a request under way
            assertThat(answers.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(answers.readLine()).isEmpty();
            out.write(body, 0, 50);
            out.flush();

            stopping.start();
            await(() -> gateway.get("/ready").statusCode() == 503);
            assertThat(gateway.post(TestingGateway.PURCHASES, TestingRecords.purchase("e2"))
                            .statusCode())
                    .isEqualTo(503);
            out.write(body, 50, body.length - 50);
            out.flush();
            assertThat(answers.readLine()).isEqualTo("HTTP/1.1 200 OK");
        }
        stopping.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(stopping.isAlive()).isFalse();
        assertThat(gateway.outbox.eventIds()).containsExactly("e1");
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    /** A request is logged while a small answer is still in the server's buffer. */
    @Test
    void anAnswerIsOutBeforeTheServerStops() throws Exception {
        TestingGateway gateway = new TestingGateway(folder, TestingGateway.settings());
        Thread stopping = new Thread(gateway::close, "stopping");
        String status;
        try (TestingLog log = TestingLog.listen(line -> {
            if (line.startsWith("GET /health")) {
                stopping.start();
                waitFor(stopping, HEAD_START_MILLIS);
            }
        })) {
            status = gateway.raw("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        waitFor(stopping, TimeUnit.SECONDS.toMillis(30));
        assertThat(status).isEqualTo("HTTP/1.1 200 OK");
        assertThat(stopping.isAlive()).isFalse();
    }

    private static void waitFor(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void speaksTlsWithPemAndWithPkcs12() throws Exception {
        Path store = certificate("EC");
        assertSpeaksTls(new TlsFiles(store, null, passwordFile()), store);
        assertSpeaksTls(pem(store), store);
        Path rsa = certificate("RSA");
        assertSpeaksTls(pem(rsa), rsa);
    }

    @Test
    void saysWhichFileIsNoCertificate() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        assertThatThrownBy(() -> new TlsFiles(nonsense, nonsense, null).sslContext())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense.pem");
    }

    private void assertSpeaksTls(TlsFiles files, Path trusted) throws Exception {
        Path keys = Files.createTempDirectory(folder, "keys");
        try (TestingGateway gateway =
                new TestingGateway(keys, TestingGateway.settings().withTls(files))) {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            certificates.setCertificateEntry("gateway", load(trusted).getCertificate("gateway"));
            trust.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            try (Socket socket = context.getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
                socket.getOutputStream()
                        .write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.ISO_8859_1));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 200 OK")
                        .endsWith("ok\n");
            }
        }
    }

    private Path passwordFile() throws Exception {
        return Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    private TlsFiles pem(Path store) throws Exception {
        KeyStore loaded = load(store);
        X509Certificate certificate = (X509Certificate) loaded.getCertificate("gateway");
        return new TlsFiles(
                pem(store, "CERTIFICATE", certificate.getEncoded()),
                pem(
                        store,
                        "PRIVATE KEY",
                        loaded.getKey("gateway", PASSWORD.toCharArray()).getEncoded()),
                null);
    }

    private static Path pem(Path store, String kind, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                Path.of(store + "." + kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static KeyStore load(Path store) throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    /** Made by the JDK's own tool. */
    private Path certificate(String algorithm) throws Exception {
        Path file = folder.resolve(algorithm + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=gateway",
                        "-validity",
                        "2",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return file;
    }
}
