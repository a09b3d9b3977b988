package org.recoverykit.benchmarks;

import java.io.IOException;

/** A JVM that does nothing but wait until its standard input ends. */
final class IdleProcess {
    private IdleProcess() {}

    public static void main(String[] words) throws IOException {
        System.out.println("started");
        System.out.flush();
        while (System.in.read() >= 0) {
            // nobody writes
        }
    }
}
