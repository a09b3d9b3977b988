package org.recoverykit.examples.demo;

import org.recoverykit.spi.Setting;

/**
 * The settings of a {@code demo-web} resource.
 *
 * @param address where it serves
 * @param port where it serves
 * @param page what it answers
 */
public record WebSettings(
        @Setting("the address it serves at, as 10.66.0.50") String address,

        @Setting(value = "the TCP port it serves at, 1 to 65535", defaultValue = "80")
        int port,

        @Setting(value = "the text of its page", defaultValue = "hello")
        String page) {

    /** Checks the ranges. */
    public WebSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; allowed: 1 to 65535");
        }
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new IllegalArgumentException(
                    "address is '" + address + "'; allowed: an IPv4 address without prefix, as 10.66.0.50");
        }
    }
}
