package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.TcpConnection;

/**
 * The text of a list of connections of one address: a heading, a line {@code PORT CLIENT PORT} for each, and how many there
 * are, by which a list that was cut off is known. Read strictly.
 */
final class ConnectionList {
    /** A line's most characters: two ports of five digits, an IPv6 address of 39, two blanks and the end. */
    private static final int LONGEST_LINE = 52;

    /** No list is longer, in bytes. */
    static final int MOST_BYTES = (ConnectionSettings.LONGEST_LIST + 2) * LONGEST_LINE + 64;

    private static final String HEADING = "recoverykit connections 1 of ";
    private static final String END = "end ";
    private static final Pattern LINE = Pattern.compile("([0-9]{1,5}) ([0-9a-f.:]{2,39}) ([0-9]{1,5})");

    private ConnectionList() {}

    /** What is no list. The message says which line, and what it should be. */
    static final class NoListException extends Exception {
        private static final long serialVersionUID = 1;

        NoListException(String message) {
            super(message);
        }
    }

    static String write(InetAddress local, List<TcpConnection> connections) {
        StringBuilder text =
                new StringBuilder(HEADING).append(AddressText.of(local)).append('\n');
        for (TcpConnection each : connections) {
            text.append(each.localPort())
                    .append(' ')
                    .append(AddressText.of(each.remote()))
                    .append(' ')
                    .append(each.remotePort())
                    .append('\n');
        }
        return text.append(END).append(connections.size()).append('\n').toString();
    }

    /** The connections of this address, and of no other, at most {@value ConnectionSettings#LONGEST_LIST}. */
    static List<TcpConnection> read(InetAddress local, String text) throws NoListException {
        List<String> lines = text.lines().toList();
        String heading = HEADING + AddressText.of(local);
        if (lines.isEmpty() || !lines.get(0).equals(heading)) {
            throw new NoListException("line 1 is not '" + heading + "'");
        }
        int last = lines.size() - 1;
        if (last > ConnectionSettings.LONGEST_LIST + 1) {
            throw new NoListException(
                    "it has " + (last - 1) + " connections; allowed are " + ConnectionSettings.LONGEST_LIST);
        }
        if (last < 1 || !lines.get(last).equals(END + (last - 1)) || !text.endsWith("\n")) {
            throw new NoListException("it does not end with '" + END + Math.max(0, last - 1) + "': it was cut off");
        }
        List<TcpConnection> found = new ArrayList<>(last - 1);
        for (int i = 1; i < last; i++) {
            found.add(connection(local, i + 1, lines.get(i)));
        }
        return List.copyOf(found);
    }

    private static TcpConnection connection(InetAddress local, int number, String line) throws NoListException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new NoListException("line " + number + " is not 'PORT CLIENT PORT'");
        }
        try {
            String client = parts.group(2);
            InetAddress remote = ProtectedAddress.parse(client + (client.contains(":") ? "/128" : "/32"))
                    .inetAddress();
            if (IpFamily.of(remote) != IpFamily.of(local) || remote.equals(local)) {
                throw new NoListException("line " + number + ": " + client + " is no client of this address");
            }
            return new TcpConnection(local, Integer.parseInt(parts.group(1)), remote, Integer.parseInt(parts.group(3)));
        } catch (IllegalArgumentException wrong) {
            throw new NoListException("line " + number + ": " + wrong.getMessage());
        }
    }
}
