package org.recoverykit.examples.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;

/** Lets the engine find the demonstration's own kit: named in {@code META-INF/services}. */
public final class WebKitProvider implements RecoveryKitProvider<WebSettings> {

    /** Called by the service loader. */
    public WebKitProvider() {}

    @Override
    public String id() {
        return "demo-web";
    }

    @Override
    public Class<WebSettings> configType() {
        return WebSettings.class;
    }

    @Override
    public RecoveryKit create(WebSettings settings, ResourceContext context) throws KitConfigurationException {
        try {
            var where = new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port());
            return new WebKit(where, settings.page(), context);
        } catch (UnknownHostException e) {
            throw new KitConfigurationException("address", "'" + settings.address() + "' is no IPv4 address");
        }
    }
}
