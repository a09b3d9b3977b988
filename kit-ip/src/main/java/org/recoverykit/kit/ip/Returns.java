package org.recoverykit.kit.ip;

import org.recoverykit.linux.AddressEvent;

/** What to do when an interface or the address comes back; on the monitor's thread, so all of it only asks for a turn. */
record Returns(Herald herald, AddressForm form, Upkeep upkeep) implements IpWatcher.Reaction {
    @Override
    public void carrierBack() {
        herald.announceAnew();
    }

    @Override
    public void addressChanged(AddressEvent event) {
        form.saw(event);
    }

    @Override
    public void interfaceBack() {
        upkeep.interfaceBack();
    }
}
