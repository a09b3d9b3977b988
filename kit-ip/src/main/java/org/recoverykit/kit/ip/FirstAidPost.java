package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.linux.CarrierAlarm;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.Link;

/**
 * Moves addresses off an interface that has just lost its carrier, on the thread that saw it and all of them in one batch.
 * Which address may be moved the engine has said beforehand; its own recovery follows on a worker, finds the work done,
 * proves it and notes it. A hand-over between threads costs 30 to 60 microseconds on an idle machine and milliseconds on a
 * busy one: clients do not wait for any.
 */
final class FirstAidPost implements CarrierAlarm {
    /** The kernel does this in microseconds. When it does not, events must not wait; the ordinary recovery will. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final LinuxNetwork network;
    private final MoveBatcher batcher;
    private final List<Ward> wards = new CopyOnWriteArrayList<>();
    private Watch alarm = () -> {};

    /** An address that may need it. */
    interface Patient {
        /** What to do now that this interface is dead; empty if nothing may be done. Whatever is begun is ended. */
        Optional<Move> begin(String deadInterface);

        /** It was done, or tried. */
        void end(String deadInterface);

        /** The kernel says that an interface has no carrier, and nothing was made of it yet: what stands ready may leave. */
        void withoutCarrier(int ifindex);

        /** Goes the way of {@link #withoutCarrier} without telling anybody. */
        void exercise(int ifindex);

        /** One of its interfaces changed; after any first aid for that. */
        void changed();
    }

    /** Those whose address may be on one interface. */
    private final class Ward {
        private final String name;
        private final List<Patient> patients = new CopyOnWriteArrayList<>();
        private final Watch watch;

        /** The interface's index, or 0 while there is none: kept, since the alarm must not wait for look-ups in cold code. */
        private volatile int ifindex;

        private Ward(String name) {
            this.name = name;
            this.watch = network.watchLink(name, this::linkChanged);
            // After the watch began: what changes from now on is told.
            this.ifindex = network.view().link(name).map(Link::index).orElse(0);
        }

        /** Whether nobody is left when this one goes. */
        private boolean isLeftBy(Patient patient) {
            boolean empty = patients.remove(patient) && patients.isEmpty();
            if (empty) {
                watch.close();
            }
            return empty;
        }

        private void linkChanged(LinkEvent event) {
            ifindex = event.after()
                    .filter(link -> link.isNamed(name))
                    .map(Link::index)
                    .orElse(0);
            if (event.lostCarrier()) {
                treat(name, patients);
            }
            patients.forEach(Patient::changed);
        }
    }

    FirstAidPost(LinuxNetwork network, MoveBatcher batcher) {
        this.network = network;
        this.batcher = batcher;
    }

    /** From now on, until it is closed. To be called before the patient's own watches: then first aid comes first. */
    synchronized Watch attend(Patient patient, List<String> interfaces) {
        if (wards.isEmpty()) {
            alarm = network.watchCarriers(this);
        }
        for (String name : interfaces) {
            ward(name).patients.add(patient);
        }
        return () -> discharge(patient, interfaces);
    }

    private Ward ward(String name) {
        for (Ward ward : wards) {
            if (ward.name.equals(name)) {
                return ward;
            }
        }
        Ward opened = new Ward(name);
        wards.add(opened);
        return opened;
    }

    private synchronized void discharge(Patient patient, List<String> interfaces) {
        wards.removeIf(ward -> interfaces.contains(ward.name) && ward.isLeftBy(patient));
        if (wards.isEmpty()) {
            alarm.close();
        }
    }

    @Override
    public void withoutCarrier(int ifindex) {
        for (Ward ward : wards) {
            if (ward.ifindex == ifindex) {
                for (Patient patient : ward.patients) {
                    patient.withoutCarrier(ifindex);
                }
            }
        }
    }

    /** With one address for each interface: of a thousand the others would push its code out of the caches again. */
    @Override
    public void exercise() {
        for (Ward ward : wards) {
            for (Patient patient : ward.patients) {
                patient.exercise(ward.ifindex);
                break;
            }
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
