package org.recoverykit.kit.ec2;

import java.net.URI;
import java.nio.file.Path;
import org.recoverykit.spi.TimeSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Makes the SDK's client. Everything that the SDK would otherwise look for in the environment, in system properties or in
 * the user's files is said here, also that there is nothing.
 */
final class SdkClients {
    private static final String NO_PROFILE = "none";

    private SdkClients() {}

    /** A client for a region; takes a second or two the first time. */
    static Ec2Api make(ApiConfig config, String regionName, Imds imds, TimeSource time) {
        Region region = Region.of(regionName);
        InstanceRole role = new InstanceRole(imds, time);
        SdkHttpClient http = UrlConnectionHttpClient.create(new SdkConnections(config));
        Ec2Client client = Ec2Client.builder()
                .region(region)
                .endpointOverride(config.endpoint()
                        .map(URI::create)
                        .orElseGet(() -> URI.create(
                                "https://" + Ec2Client.serviceMetadata().endpointFor(region))))
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .credentialsProvider(credentials(config, role))
                .httpClient(http)
                .overrideConfiguration(behaviour(config))
                .build();
        return new SdkEc2Api(client, http, role::forget);
    }

    private static ClientOverrideConfiguration behaviour(ApiConfig config) {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(config.attemptTimeout())
                .apiCallTimeout(config.callTimeout())
                // The circuit breaker would take a recovery's attempts away because checks have failed before it.
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(config.attempts())
                        .circuitBreakerEnabled(false)
                        .build())
                .defaultProfileFile(ProfileFile.aggregator().build())
                .defaultProfileName(NO_PROFILE)
                .build();
    }

    private static AwsCredentialsProvider credentials(ApiConfig config, InstanceRole role) {
        if (config.profile().isPresent()) {
            Path file = Path.of(config.profileFile().orElseThrow());
            return ProfileCredentialsProvider.builder()
                    .profileName(config.profile().get())
                    .profileFile(() -> ProfileFile.builder()
                            .content(file)
                            .type(ProfileFile.Type.CREDENTIALS)
                            .build())
                    .build();
        }
        return config.credentials().equals("environment") ? EnvironmentVariableCredentialsProvider.create() : role;
    }
}
