package org.recoverykit.linux.model;

import java.util.HexFormat;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * An Ethernet address.
 *
 * @param bits the 48 bits, the first octet highest
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MacAddress(long bits) {
    /** All ones: every station on the wire. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /** All zeros: unknown, as the target of an ARP request is. */
    public static final MacAddress ZERO = new MacAddress(0);

    private static final int OCTETS = 6;

    /** Refuses more than 48 bits. */
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("an Ethernet address has 48 bits, got 0x" + Long.toHexString(bits));
        }
    }

    /** From six octets in wire order. */
    public static MacAddress of(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("an Ethernet address has 6 octets, got " + octets.length);
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = (bits << 8) | (octet & 0xff);
        }
        return new MacAddress(bits);
    }

    /** From {@code 02:00:5e:10:00:ff}; upper or lower case. */
    public static MacAddress parse(String text) {
        if (!text.matches("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an Ethernet address: write six octets like 02:00:5e:10:00:ff");
        }
        return of(HexFormat.ofDelimiter(":").parseHex(text.toLowerCase(Locale.ROOT)));
    }

    /** Six octets in wire order, a fresh array. */
    public byte[] octets() {
        byte[] octets = new byte[OCTETS];
        for (int i = 0; i < OCTETS; i++) {
            octets[i] = (byte) (bits >>> (8 * (OCTETS - 1 - i)));
        }
        return octets;
    }

    /** A group address, which no station may have as its own. */
    public boolean multicast() {
        return ((bits >>> 40) & 1) != 0;
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(octets());
    }
}
