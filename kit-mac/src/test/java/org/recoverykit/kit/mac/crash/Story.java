package org.recoverykit.kit.mac.crash;

import java.io.IOException;
import org.recoverykit.kit.mac.crash.Victim.Reached;

/** What a victim does while it dies. */
enum Story {
    RESTORE(true) {
        @Override
        void prepare(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            victim.order(site.start());
        }

        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            victim.order("restore");
        }
    },
    REMOVE(false) {
        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            victim.order("remove");
        }
    },
    /** Somebody writes another address. */
    RECOVERY_IN_PLACE(true) {
        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            site.tamper();
            victim.order("recover");
        }
    },
    MOVE_TO_BACKUP(true) {
        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            site.cut();
            victim.order("recover");
        }
    },
    /** When the successor looks, either interface would do. */
    MOVE_AND_MEND(true) {
        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            MOVE_TO_BACKUP.happen(victim, site);
        }

        @Override
        void afterDeath(Site site) {
            site.plugIn();
        }
    },
    /** From the backup interface, which has to get its own address back. */
    REMOVE_FROM_BACKUP(false) {
        @Override
        void prepare(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            super.prepare(victim, site);
            MOVE_TO_BACKUP.happen(victim, site);
            site.mend();
        }

        @Override
        void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException {
            victim.order("remove");
        }
    };

    private final boolean wantedIn;

    Story(boolean wantedIn) {
        this.wantedIn = wantedIn;
    }

    /** Up to where the story begins: in service. */
    void prepare(Victim victim, Site site) throws Reached, IOException, InterruptedException {
        victim.order(site.start());
        victim.order("restore");
    }

    /** The story itself. */
    abstract void happen(Victim victim, Site site) throws Reached, IOException, InterruptedException;

    /** Between the death and the next start. */
    void afterDeath(Site site) {}

    /** Whether the successor has to want the address in service. */
    boolean wantedIn() {
        return wantedIn;
    }
}
