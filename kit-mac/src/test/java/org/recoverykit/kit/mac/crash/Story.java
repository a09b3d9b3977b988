package org.recoverykit.kit.mac.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.recoverykit.testkit.crash.CrashStory;
import org.recoverykit.testkit.crash.Reached;
import org.recoverykit.testkit.crash.Victim;

/** What a victim does while it dies. */
enum Story implements CrashStory<Site> {
    RESTORE(true) {
        @Override
        public void prepare(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            victim.order(start);
        }

        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            victim.order("restore");
        }
    },
    REMOVE(false) {
        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            victim.order("remove");
        }
    },
    /** Somebody writes another address. */
    RECOVERY_IN_PLACE(true) {
        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            site.tamper();
            victim.order("recover " + VictimMain.TAG);
        }
    },
    MOVE_TO_BACKUP(true) {
        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            site.cut();
            victim.order("recover " + VictimMain.TAG);
        }
    },
    /** When the successor looks, either interface would do. */
    MOVE_AND_MEND(true) {
        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            MOVE_TO_BACKUP.happen(victim, site, start);
        }

        @Override
        public void afterDeath(Site site) {
            site.plugIn();
        }
    },
    /** From the backup interface, which has to get its own address back. */
    REMOVE_FROM_BACKUP(false) {
        @Override
        public void prepare(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            super.prepare(victim, site, start);
            MOVE_TO_BACKUP.happen(victim, site, start);
            site.mend();
        }

        @Override
        public void happen(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
            victim.order("remove");
        }
    };

    private final boolean wantedIn;

    Story(boolean wantedIn) {
        this.wantedIn = wantedIn;
    }

    /** Up to where the story begins: in service. */
    @Override
    public void prepare(Victim victim, Site site, String start) throws Reached, IOException, InterruptedException {
        victim.order(start);
        victim.order("restore");
    }

    /** Whatever the victim's last word was, the wish is known, and the address is where it belongs or nowhere. */
    @Override
    public void judge(Victim first, String deadly, Victim last, Site site)
            throws Reached, IOException, InterruptedException {
        assertThat(last.order("wanted " + VictimMain.TAG))
                .as("wanted in service")
                .isEqualTo(Boolean.toString(wantedIn));
        if (wantedIn) {
            site.assertInService();
        } else {
            site.assertOut();
        }
    }
}
