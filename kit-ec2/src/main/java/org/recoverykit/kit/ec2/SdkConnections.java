package org.recoverykit.kit.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * Connections to EC2. Made here, because the SDK leaves a connection without a proxy of its own to the JDK, which takes one from
 * the process's system properties.
 */
final class SdkConnections implements UrlConnectionFactory {
    private static final int PROXY_PORT = 3128;

    private final Proxy proxy;
    private final int connectMillis;
    private final int readMillis;

    SdkConnections(ApiConfig config) {
        this.proxy = config.proxy().map(URI::create).map(SdkConnections::proxy).orElse(Proxy.NO_PROXY);
        this.connectMillis = Math.toIntExact(config.connectTimeout().toMillis());
        this.readMillis = Math.toIntExact(config.attemptTimeout().toMillis());
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(proxy);
            connection.setConnectTimeout(connectMillis);
            connection.setReadTimeout(readMillis);
            connection.setUseCaches(false);
            return connection;
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot open a connection to " + uri.getHost(), unusable);
        }
    }

    private static Proxy proxy(URI server) {
        int port = server.getPort() < 0 ? PROXY_PORT : server.getPort();
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(server.getHost(), port));
    }
}
