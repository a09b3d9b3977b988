package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that fetches pages. */
final class Pages {
    private Pages() {}

    /** The page's text, or empty if there is none. */
    static String at(String address) {
        try {
            HttpURLConnection page =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            page.setConnectTimeout(500);
            page.setReadTimeout(1000);
            page.setRequestProperty("Connection", "close");
            try (var in = page.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }
}
