package org.recoverykit.examples.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One request over one connection of its own, with short deadlines: what waits for a dead server must give up first. */
final class HttpGet {
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private HttpGet() {}

    /**
     * Everything that the server answers, head and page.
     *
     * @param connectMillis how long to wait for the connection, which the other side's kernel makes
     * @param answerMillis how long to wait for each part of the answer
     */
    static String from(InetSocketAddress server, int connectMillis, int answerMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(answerMillis);
            socket.setTcpNoDelay(true);
            socket.connect(server, connectMillis);
            socket.getOutputStream().write(REQUEST);
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    static boolean isPage(String answer) {
        return answer.startsWith("HTTP/1.1 200 ");
    }

    /** The page without its head. */
    static String page(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? "" : answer.substring(end + 4);
    }
}
