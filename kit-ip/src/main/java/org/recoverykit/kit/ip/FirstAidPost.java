package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;

/**
 * Moves addresses off an interface that has just lost its carrier, on the thread that saw it and all of them in one batch.
 * Which address may be moved the engine has said beforehand; its own recovery follows on a worker, finds the work done,
 * proves it and notes it. A hand-over between threads costs 30 to 60 microseconds on an idle machine and milliseconds on a
 * busy one: clients do not wait for any.
 */
final class FirstAidPost {
    /** The kernel does this in microseconds. When it does not, events must not wait; the ordinary recovery will. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final LinuxNetwork network;
    private final MoveBatcher batcher;
    private final Map<String, Ward> wards = new ConcurrentHashMap<>();

    /** An address that may need it. */
    interface Patient {
        /** What to do now that this interface is dead; empty if nothing may be done. Whatever is begun is ended. */
        Optional<Move> begin(String deadInterface);

        /** It was done, or tried. */
        void end(String deadInterface);
    }

    /** Those whose address may be on one interface. */
    private record Ward(List<Patient> patients, Watch watch) {}

    FirstAidPost(LinuxNetwork network, MoveBatcher batcher) {
        this.network = network;
        this.batcher = batcher;
    }

    /** From now on, until it is closed. To be called before the patient's own watches: then first aid comes first. */
    synchronized Watch attend(Patient patient, List<String> interfaces) {
        for (String name : interfaces) {
            wards.computeIfAbsent(name, this::open).patients().add(patient);
        }
        return () -> discharge(patient, interfaces);
    }

    private Ward open(String name) {
        List<Patient> patients = new CopyOnWriteArrayList<>();
        return new Ward(patients, network.watchLink(name, event -> linkChanged(name, patients, event)));
    }

    private synchronized void discharge(Patient patient, List<String> interfaces) {
        for (String name : interfaces) {
            Ward ward = wards.get(name);
            if (ward != null
                    && ward.patients().remove(patient)
                    && ward.patients().isEmpty()) {
                ward.watch().close();
                wards.remove(name);
            }
        }
    }

    private void linkChanged(String name, List<Patient> patients, LinkEvent event) {
        if (event.lostCarrier()) {
            treat(name, patients);
        }
    }

    void treat(String deadInterface, List<Patient> patients) {
        List<Patient> treated = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        for (Patient patient : patients) {
            patient.begin(deadInterface).ifPresent(move -> {
                treated.add(patient);
                moves.add(move);
            });
        }
        try {
            batcher.runUnlessBusy(moves, PATIENCE);
        } finally {
            treated.forEach(patient -> patient.end(deadInterface));
        }
    }
}
