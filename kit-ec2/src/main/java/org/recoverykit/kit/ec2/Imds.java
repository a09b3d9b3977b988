package org.recoverykit.kit.ec2;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.ec2.InstanceFacts.Attachment;

/**
 * The instance's metadata service, version 2. Its token is renewed as soon as the service refuses it; blocks, at most twice
 * the time-out for each path; ignores interrupts. Thread-safe.
 */
final class Imds {
    private static final String TOKEN = "/latest/api/token";
    private static final String DATA = "/latest/meta-data/";
    private static final String MACS = DATA + "network/interfaces/macs/";
    private static final String ROLES = DATA + "iam/security-credentials/";
    private static final String SIX_HOURS = "21600";
    private static final int LONGEST = 65536;

    private final String endpoint;
    private final int timeoutMillis;
    private Optional<String> token = Optional.empty();

    Imds(String endpoint, Duration timeout) {
        this.endpoint = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** The region, as {@code eu-central-1}. */
    Answer<String> region() {
        return get(DATA + "placement/region");
    }

    /** All network interfaces. */
    Answer<InstanceFacts> facts() {
        return get(MACS).flatMap(macs -> {
            List<Attachment> found = new ArrayList<>();
            for (String line : macs.lines().toList()) {
                Answer<Attachment> one = attachment(line.replace("/", "").strip());
                if (one.trouble().isPresent()) {
                    return one.map(never -> new InstanceFacts(List.of()));
                }
                one.value().ifPresent(found::add);
            }
            return Answer.of(new InstanceFacts(found));
        });
    }

    /** The role's credentials, as the service's JSON. Never to be shown. */
    Answer<String> roleCredentials() {
        return get(ROLES).flatMap(roles -> {
            Optional<String> role = roles.lines().findFirst().map(String::strip).filter(name -> !name.isEmpty());
            return role.map(name -> get(ROLES + name))
                    .orElseGet(() -> trouble(ROLES, "this instance has no role; attach an instance profile"));
        });
    }

    private Answer<Attachment> attachment(String mac) {
        String base = MACS + mac + "/";
        return get(base + "interface-id")
                .flatMap(id ->
                        get(base + "vpc-id").map(vpc -> new Attachment(mac, id.strip(), vpc.strip(), addresses(base))));
    }

    /** IPv6 addresses are absent, with 404, where there are none. */
    private List<String> addresses(String base) {
        List<String> found = new ArrayList<>();
        get(base + "local-ipv4s")
                .value()
                .ifPresent(text -> text.lines().map(String::strip).forEach(found::add));
        get(base + "ipv6s")
                .value()
                .ifPresent(text -> text.lines().map(String::strip).forEach(found::add));
        return found;
    }

    private Answer<String> get(String path) {
        Answer<String> first = getOnce(path);
        return first.trouble().filter(Imds::isAboutTheToken).isPresent()
                ? renewed().flatMap(fresh -> getOnce(path))
                : first;
    }

    private Answer<String> getOnce(String path) {
        return currentToken().flatMap(current -> request("GET", path, "X-aws-ec2-metadata-token", current));
    }

    private synchronized Answer<String> currentToken() {
        return token.map(Answer::of).orElseGet(this::renewed);
    }

    private synchronized Answer<String> renewed() {
        token = Optional.empty();
        Answer<String> answer = request("PUT", TOKEN, "X-aws-ec2-metadata-token-ttl-seconds", SIX_HOURS);
        token = answer.value();
        return answer;
    }

    private static boolean isAboutTheToken(Trouble trouble) {
        return trouble.code().equals("401");
    }

    private Answer<String> request(String method, String path, String header, String value) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(endpoint + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(method);
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty(header, value);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                try (InputStream body = connection.getInputStream()) {
                    return Answer.of(new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8));
                }
            }
            connection.disconnect();
            return Answer.trouble(
                    new Trouble(Trouble.Kind.METADATA, "metadata service", "" + status, explain(method, path, status)));
        } catch (IOException noAnswer) {
            return trouble(path, "no answer (" + noAnswer.getMessage() + "); in a container the hop limit must be 2");
        }
    }

    private static String explain(String method, String path, int status) {
        String what = method + " " + path + " gave HTTP " + status;
        return status == HttpURLConnection.HTTP_FORBIDDEN ? what + "; it is switched off for this instance" : what;
    }

    private static <T> Answer<T> trouble(String path, String what) {
        return Answer.trouble(new Trouble(Trouble.Kind.METADATA, "metadata service", "", path + ": " + what));
    }
}
