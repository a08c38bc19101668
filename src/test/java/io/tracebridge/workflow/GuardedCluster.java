package io.tracebridge.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import io.camunda.zeebe.gateway.protocol.GatewayGrpc.GatewayImplBase;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.BrokerInfo;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.DeployResourceResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.TopologyResponse;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * The door of a Camunda cluster: a token endpoint and a gateway that lets in whoever
 * shows a token of it, both behind TLS with a certificate that no public authority
 * signed.
 */
final class GuardedCluster implements AutoCloseable {

    static final String SECRET = "s3cret-of-the-client";

    /** Of the key store, which is the trust store too. */
    static final String PASSWORD = "changeit";

    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
            Metadata.ASCII_STRING_MARSHALLER);

    private final Path keys;

    private final Path certificate;

    private final MockWebServer tokens = new MockWebServer();

    private final Server gateway;

    private final List<Map<String, String>> requested = new CopyOnWriteArrayList<>();

    private final List<String> shown = new CopyOnWriteArrayList<>();

    private final Set<String> valid = ConcurrentHashMap.newKeySet();

    GuardedCluster(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.keys = directory.resolve("cluster.p12");
        this.certificate = directory.resolve("ca.pem");
        makeKeys();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(this.keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        this.tokens.useHttps(tls.getSocketFactory());
        this.tokens.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return token(request);
            }
        });
        this.tokens.start();
        var key = (PrivateKey) store.getKey("cluster", PASSWORD.toCharArray());
        var signed = (X509Certificate) store.getCertificate("cluster");
        Files.writeString(this.certificate, "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(signed.getEncoded()) + "\n-----END CERTIFICATE-----\n");
        this.gateway = NettyServerBuilder.forPort(0)
            .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(key, signed)).build())
            .intercept(new Guard())
            .addService(new Gateway())
            .build()
            .start();
    }

    private void makeKeys() throws IOException, InterruptedException {
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "cluster", "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
                "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", "-ext", "bc:critical=ca:true", "-storetype",
                "PKCS12", "-keystore", this.keys.toString(), "-storepass", PASSWORD)
            .inheritIO()
            .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
    }

    Path certificate() {
        return this.certificate;
    }

    Path trustStore() {
        return this.keys;
    }

    String tokenUrl() {
        return this.tokens.url("/oauth/token").toString();
    }

    String address() {
        return "https://localhost:" + this.gateway.getPort();
    }

    /** The form of each request for a token, in order. */
    List<Map<String, String>> tokenRequests() {
        return this.requested;
    }

    /** What each call showed at the door, in order. */
    List<String> shown() {
        return this.shown;
    }

    /** No token that was given out so far is good any longer. */
    void revoke() {
        this.valid.clear();
    }

    private MockResponse token(RecordedRequest request) {
        var form = new TreeMap<String, String>();
        Arrays.stream(request.getBody().utf8().split("&"))
            .map((field) -> field.split("=", 2))
            .forEach((field) -> form.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        this.requested.add(form);
        if (!SECRET.equals(form.get("client_secret"))) {
            return new MockResponse.Builder().code(401).body("{\"error\": \"invalid_client\"}").build();
        }
        var token = "token-" + this.requested.size();
        this.valid.add("Bearer " + token);
        return new MockResponse.Builder().addHeader("Content-Type", "application/json")
            .body("{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\", \"expires_in\": 3600}")
            .build();
    }

    @Override
    public void close() {
        this.gateway.shutdownNow();
        this.tokens.close();
    }

    private final class Guard implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
                ServerCallHandler<Q, A> next) {
            var token = headers.get(AUTHORIZATION);
            GuardedCluster.this.shown.add(String.valueOf(token));
            if (token != null && GuardedCluster.this.valid.contains(token)) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED, new Metadata());
            return new ServerCall.Listener<>() {
            };
        }

    }

    private static final class Gateway extends GatewayImplBase {

        @Override
        public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
            answer.onNext(TopologyResponse.newBuilder()
                .setClusterSize(1)
                .addBrokers(BrokerInfo.newBuilder().setHost("broker"))
                .build());
            answer.onCompleted();
        }

        @Override
        public void deployResource(DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
            answer.onNext(DeployResourceResponse.newBuilder().setKey(1).build());
            answer.onCompleted();
        }

    }

}
