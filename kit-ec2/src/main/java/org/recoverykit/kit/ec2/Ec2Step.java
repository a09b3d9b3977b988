package org.recoverykit.kit.ec2;

/** Every place at which an action of this kit can be cut off. A new start finds its way from each. */
enum Ec2Step {
    CLAIMED("claim noted"),
    LOOKED("looked at EC2"),
    CHECK_NOTED("source/destination check noted"),
    ABOUT_TO_CHANGE("about to change EC2"),
    CHANGED("EC2 changed"),
    VERIFIED("verified"),
    RELEASED("release noted"),
    CHECK_RETURNED("source/destination check given back");

    private final String text;

    Ec2Step(String text) {
        this.text = text;
    }

    /** As the engine shows it. */
    String text() {
        return text;
    }
}
