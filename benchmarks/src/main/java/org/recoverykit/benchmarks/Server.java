package org.recoverykit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with two interfaces, {@code eth0} and {@code eth1}, each on a cable to a port of the switch.
 *
 * @param name of the namespace; its ports are {@code <name>0} and {@code <name>1}
 * @param subnet which family's addresses
 * @param number from 1; its addresses are {@code 10.77.<number>.*}, the protected ones begin at {@code 10.77.<number>00.1}
 * @param sameIndex whether both ends of a cable have one index, which makes the kernel announce a carrier loss late, as it
 *     does for a physical interface
 */
record Server(String name, Subnet subnet, int number, boolean sameIndex) {
    static final String SWITCH = "switch";
    private static final long CARRIER_NANOS = 5_000_000_000L;
    private static final long SETTLED_NANOS = 10_000_000_000L;

    /** The command as run inside. */
    List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(command);
        return all;
    }

    /** The first of its protected addresses. */
    String firstProtected() {
        return subnet.firstProtected(number);
    }

    /**
     * The switch's port of the interface that holds the address now. While both interfaces hold protected addresses a move
     * is not over, and cutting either cable would measure nothing: waits for its end.
     */
    String portHolding(String address) throws IOException {
        long end = System.nanoTime() + SETTLED_NANOS;
        while (true) {
            String found = Commands.run(List.of(
                    "ip", "-n", name, "-o", subnet.option(), "address", "show", "to", subnet.protectedRange(number)));
            boolean first = found.contains(" eth0 ");
            boolean second = found.contains(" eth1 ");
            if (first != second && found.contains(" " + address + "/")) {
                return name + (first ? 0 : 1);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        name + " holds " + count(found, " eth0 ") + " protected addresses on eth0 and "
                                + count(found, " eth1 ") + " on eth1, after waiting for the end of the move");
            }
        }
    }

    private static long count(String listed, String part) {
        return listed.lines().filter(line -> line.contains(part)).count();
    }

    /** The shell's command that deletes the address. */
    String deletion(String address) throws IOException {
        String port = portHolding(address);
        String held = address + "/" + subnet.prefix();
        return "ip -n " + name + " address delete " + held + " dev eth" + port.charAt(port.length() - 1);
    }

    /** Puts both cables in order again, and waits until both interfaces have carrier. */
    void mend() throws IOException {
        Commands.run(
                List.of("ip", "-n", SWITCH, "-batch", "-"), "link set " + name + "0 up\nlink set " + name + "1 up\n");
        long end = System.nanoTime() + CARRIER_NANOS;
        while (!bothHaveCarrier()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the cables of " + name + " carry nothing 5 s after they were mended");
            }
        }
    }

    private boolean bothHaveCarrier() throws IOException {
        String links = Commands.run(List.of("ip", "-n", name, "-o", "link", "show"));
        return links.lines()
                        .filter(l -> l.contains(": eth") && l.contains("LOWER_UP"))
                        .count()
                == 2;
    }
}
