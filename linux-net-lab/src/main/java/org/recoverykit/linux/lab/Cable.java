package org.recoverykit.linux.lab;

/** Between a host's interface and its switch port. Any thread may cut and mend. */
public final class Cable {
    private final Lab lab;
    private final String name;
    private final int port;

    Cable(Lab lab, String name, int port) {
        this.lab = lab;
        this.name = name;
        this.port = port;
    }

    /** Takes the host's carrier away, within microseconds: the switch port is set down. */
    public void cut() {
        lab.setPort(port, false, name);
    }

    /** Gives the carrier back. */
    public void mend() {
        lab.setPort(port, true, name);
    }

    /** Its host and interface. */
    @Override
    public String toString() {
        return name;
    }
}
