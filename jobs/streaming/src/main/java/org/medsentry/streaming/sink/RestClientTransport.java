package org.medsentry.streaming.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.elasticsearch.client.WarningsHandler;

/**
 * The transport of a running job: the low-level REST client, which speaks to Elasticsearch 8 and 9 and to OpenSearch alike. Used by one writer, from
 * its task thread.
 */
final class RestClientTransport implements ElasticsearchTransport {
    private static final RequestOptions OPTIONS = RequestOptions.DEFAULT.toBuilder()
            .setWarningsHandler(WarningsHandler.PERMISSIVE)
            .build();

    private final ElasticsearchConnection connection;
    private final int maxConnections;
    private final SSLContext trust;
    private RestClient client;

    RestClientTransport(ElasticsearchConnection connection, int maxConnections) throws IOException {
        this.connection = connection;
        this.maxConnections = maxConnections;
        this.trust =
                connection.certificateAuthority() == null ? null : trusting(Path.of(connection.certificateAuthority()));
        this.client = newClient();
    }

    @Override
    public CompletableFuture<Answer> send(Request request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            Cancellable call = runningClient().performRequestAsync(translate(request), new Listener(answer));
            answer.whenComplete((response, failure) -> {
                if (failure != null) {
                    call.cancel();
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @Override
    public void close() {
        closeQuietly(client);
    }

    /** A client whose I/O thread died of an error would refuse every request from then on. */
    private RestClient runningClient() {
        if (!client.isRunning()) {
            closeQuietly(client);
            client = newClient();
        }
        return client;
    }

    private static void closeQuietly(RestClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // nothing is left to be saved: requests in flight are given up and sent again
        }
    }

    private static org.elasticsearch.client.Request translate(Request request) {
        org.elasticsearch.client.Request translated =
                new org.elasticsearch.client.Request(request.method(), request.path());
        translated.addParameters(request.parameters());
        translated.setEntity(new NByteArrayEntity(request.body(), ContentType.create(request.contentType())));
        translated.setOptions(OPTIONS);
        return translated;
    }

    private RestClient newClient() {
        HttpHost[] hosts = connection.hosts().stream()
                .map(URI::create)
                .map(uri -> new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme()))
                .toArray(HttpHost[]::new);
        RestClientBuilder builder = RestClient.builder(hosts)
                .setRequestConfigCallback(request -> request.setConnectTimeout(
                                (int) connection.connectTimeout().toMillis())
                        .setSocketTimeout((int) connection.requestTimeout().toMillis()))
                .setHttpClientConfigCallback(this::configure);
        String path = URI.create(connection.hosts().get(0)).getPath();
        if (path != null && !path.isEmpty() && !path.equals("/")) {
            builder.setPathPrefix(path);
        }
        connection
                .authentication()
                .header()
                .ifPresent(value -> builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
        return builder.build();
    }

    private HttpAsyncClientBuilder configure(HttpAsyncClientBuilder http) {
        http.setMaxConnPerRoute(maxConnections);
        http.setMaxConnTotal(maxConnections * connection.hosts().size());
        http.setDefaultIOReactorConfig(IOReactorConfig.custom()
                .setIoThreadCount(1)
                .setConnectTimeout((int) connection.connectTimeout().toMillis())
                .build());
        if (trust != null) {
            http.setSSLContext(trust);
        }
        return http;
    }

    private static SSLContext trusting(Path certificateFile) throws IOException {
        try (InputStream in = Files.newInputStream(certificateFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate in " + certificateFile);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot trust the certificates in " + certificateFile, e);
        }
    }

    private record Listener(CompletableFuture<Answer> answer) implements ResponseListener {
        @Override
        public void onSuccess(Response response) {
            complete(response);
        }

        @Override
        public void onFailure(Exception failure) {
            if (failure instanceof ResponseException refused) {
                complete(refused.getResponse());
            } else {
                answer.completeExceptionally(failure);
            }
        }

        private void complete(Response response) {
            try {
                HttpEntity entity = response.getEntity();
                byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
                answer.complete(new Answer(response.getStatusLine().getStatusCode(), body));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
