package org.recoverykit.ec2fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

class FakeImdsTest {
    private static final Eni FIRST = Eni.attached("eni-1", "vpc-1", "i-1", "10.0.0.11");
    private static final Eni SECOND = Eni.attached("eni-2", "vpc-1", "i-1", "10.0.1.11");

    private final FakeImds imds = FakeImds.start(Instance.of("i-1", "eu-central-1", FIRST, SECOND));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        imds.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return http.send(request.uri(URI.create(imds.endpoint() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws IOException, InterruptedException {
        return send(
                        HttpRequest.newBuilder()
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .header("X-aws-ec2-metadata-token-ttl-seconds", "60"),
                        "/latest/api/token")
                .body();
    }

    private HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder().header("X-aws-ec2-metadata-token", token), "/latest/" + path);
    }

    @Test
    void tellsAnInstanceItsInterfaces() throws Exception {
        String token = token();
        assertThat(get(token, "meta-data/instance-id").body()).isEqualTo("i-1");
        assertThat(get(token, "meta-data/network/interfaces/macs/").body().lines())
                .containsExactly(FIRST.mac() + "/", SECOND.mac() + "/");
        assertThat(get(token, "meta-data/network/interfaces/macs/" + SECOND.mac() + "/interface-id")
                        .body())
                .isEqualTo("eni-2");
        assertThat(get(token, "meta-data/placement/region").body()).isEqualTo("eu-central-1");
        assertThat(get(token, "dynamic/instance-identity/document").body()).contains("\"region\":\"eu-central-1\"");
        assertThat(get(token, "meta-data/no/such").statusCode()).isEqualTo(404);
    }

    @Test
    void answersNothingWithoutAGoodToken() throws Exception {
        assertThat(send(HttpRequest.newBuilder(), "/latest/meta-data/mac").statusCode())
                .isEqualTo(401);
        String token = token();
        imds.forgetTokens();
        assertThat(get(token, "meta-data/mac").statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.noBody()), "/latest/api/token")
                        .statusCode())
                .as("a token without a time to live")
                .isEqualTo(400);
    }

    @Test
    void theRealClientGetsTheRolesCredentials() {
        imds.credentials(new RoleCredentials(
                "ASIA1", "very-secret", "session", Instant.now().plus(1, ChronoUnit.HOURS)));
        try (var provider = InstanceProfileCredentialsProvider.builder()
                .endpoint(imds.endpoint().toString())
                .build()) {
            assertThat(provider.resolveCredentials().accessKeyId()).isEqualTo("ASIA1");
        }
    }

    @Test
    void goesWrongAsEc2Does() throws Exception {
        imds.faults().always(Request.action(FakeImds.TOKEN), Fault.status(403));
        imds.faults().always(Request.action(FakeImds.get("meta-data/mac")), Fault.status(404));
        assertThat(send(
                                HttpRequest.newBuilder()
                                        .PUT(HttpRequest.BodyPublishers.noBody())
                                        .header("X-aws-ec2-metadata-token-ttl-seconds", "60"),
                                "/latest/api/token")
                        .statusCode())
                .as("a disabled service")
                .isEqualTo(403);
        assertThat(get("any", "meta-data/mac").statusCode()).isEqualTo(404);
    }
}
