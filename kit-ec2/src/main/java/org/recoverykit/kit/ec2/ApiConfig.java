package org.recoverykit.kit.ec2;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.spi.Setting;

/**
 * How EC2 and the metadata service are reached. Nothing is taken from the environment, from system properties or from the
 * user's files unless a setting here asks for it.
 *
 * @param region of the VPC
 * @param endpoint of EC2's API
 * @param proxy on the way to it
 * @param credentials whose
 * @param profileFile where profiles are
 * @param connectTimeout for a connection
 * @param attemptTimeout for one attempt
 * @param callTimeout for a call with all its attempts
 * @param attempts how many of them
 * @param parallelism how many tables are changed at a time
 * @param checkInterval how often quick checks read
 * @param imdsEndpoint the instance's metadata service
 * @param imdsTimeout for one of its answers
 */
public record ApiConfig(
        @Setting("the region, as eu-central-1; default: the instance's")
        Optional<String> region,

        @Setting("EC2's API, as https://vpce-0123.ec2.eu-central-1.vpce.amazonaws.com; default: the region's own")
        Optional<String> endpoint,

        @Setting("HTTP proxy on the way to the API, as http://proxy:3128; default: none")
        Optional<String> proxy,

        @Setting(
                value =
                        "instance-profile: the instance's role; environment: AWS_ACCESS_KEY_ID and so on; profile:NAME: from profileFile",
                defaultValue = "instance-profile")
        String credentials,

        @Setting("credentials profile:NAME: the file with the profiles, as /root/.aws/credentials")
        Optional<String> profileFile,

        @Setting(value = "for a connection to the API, 100ms to 1m", defaultValue = "2s")
        Duration connectTimeout,

        @Setting(value = "for one attempt of a call, 100ms to 1m", defaultValue = "3s")
        Duration attemptTimeout,

        @Setting(value = "for a call with all its attempts, 100ms to 5m", defaultValue = "10s")
        Duration callTimeout,

        @Setting(value = "attempts of a call, 1 to 10", defaultValue = "3")
        int attempts,

        @Setting(value = "changes on their way at a time, 1 to 32", defaultValue = "4")
        int parallelism,

        @Setting(
                value = "quick checks make at most one call to the API in this time, 0s (no cache) to 1h",
                defaultValue = "10s")
        Duration checkInterval,

        @Setting(value = "the instance's metadata service", defaultValue = "http://169.254.169.254")
        String imdsEndpoint,

        @Setting(value = "for one answer of the metadata service, 100ms to 1m", defaultValue = "1s")
        Duration imdsTimeout) {

    private static final String PROFILE = "profile:";
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What holds where nothing else is said. */
    static final ApiConfig DEFAULT = new ApiConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "instance-profile",
            Optional.empty(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            3,
            4,
            Duration.ofSeconds(10),
            "http://169.254.169.254",
            Duration.ofSeconds(1));

    /** Refuses settings that cannot work on any node. */
    public ApiConfig {
        region.ifPresent(name -> Checks.demand(
                name.matches("[a-z]{2}(-[a-z]+)+-\\d+"),
                "region: '" + name + "' is no region; write it as eu-central-1"));
        endpoint.ifPresent(text -> url("endpoint", text));
        proxy.ifPresent(text -> url("proxy", text));
        url("imdsEndpoint", imdsEndpoint);
        Checks.demand(
                credentials.equals("instance-profile")
                        || credentials.equals("environment")
                        || (credentials.startsWith(PROFILE) && credentials.length() > PROFILE.length()),
                "credentials: allowed are instance-profile, environment and profile:NAME");
        Checks.demand(
                credentials.startsWith(PROFILE) == profileFile.isPresent(),
                "profileFile: belongs to credentials profile:NAME, and is needed there");
        Checks.between("connectTimeout", connectTimeout, SHORTEST, MINUTE);
        Checks.between("attemptTimeout", attemptTimeout, SHORTEST, MINUTE);
        Checks.between("callTimeout", callTimeout, attemptTimeout, Duration.ofMinutes(5));
        Checks.between("attempts", attempts, 1, 10);
        Checks.between("parallelism", parallelism, 1, 32);
        Checks.between("checkInterval", checkInterval, Duration.ZERO, Duration.ofHours(1));
        Checks.between("imdsTimeout", imdsTimeout, SHORTEST, MINUTE);
    }

    /** The profile's name, where credentials come from one. */
    Optional<String> profile() {
        return credentials.startsWith(PROFILE)
                ? Optional.of(credentials.substring(PROFILE.length()))
                : Optional.empty();
    }

    private static void url(String setting, String text) {
        Optional<URI> uri = parsed(text);
        Checks.demand(uri.isEmpty() || uri.get().getUserInfo() == null, setting + ": must not name a user");
        Checks.demand(
                uri.filter(found -> found.getHost() != null && ("" + found.getScheme()).matches("https?"))
                        .isPresent(),
                setting + ": '" + text + "' is no address of a server; write it as https://host:port");
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
