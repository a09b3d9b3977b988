package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CidrTest {

    @Test
    void networksAreComparedByTheirBits() {
        assertThat(Cidr.parse("10.1.0.10/32")).isEqualTo(Cidr.host("10.1.0.10"));
        assertThat(Cidr.parse("10.1.0.99/24")).isEqualTo(Cidr.parse("10.1.0.0/24"));
        assertThat(Cidr.parse("10.1.0.1"))
                .isNotEqualTo(Cidr.parse("10.1.0.10"))
                .isNotEqualTo(Cidr.parse("10.1.0.1/31"));
        assertThat(Cidr.parse("FD00:0::0001")).isEqualTo(Cidr.parse("fd00::1/128"));
        assertThat(Cidr.parse("::ffff:1:2:3")).isNotEqualTo(Cidr.parse("::1"));
    }

    @Test
    void ipv6IsWrittenAsEc2WritesIt() {
        assertThat(Cidr.parse("FD00:0:0:1:0:0:0:10")).hasToString("fd00:0:0:1::10/128");
        assertThat(Cidr.parse("2001:db8:0:1:1:1:1:1/64")).hasToString("2001:db8:0:1::/64");
        assertThat(Cidr.parse("2001:db8:1:0:1:1:1:1")).as("one zero alone").hasToString("2001:db8:1:0:1:1:1:1/128");
        assertThat(Cidr.parse("::/0")).hasToString("::/0");
        assertThat(Cidr.parse("::1")).hasToString("::1/128");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int group = 0; group < 8; group++) {
                text.append(group == 0 ? "" : ":")
                        .append(Integer.toHexString(random.nextInt(3) == 0 ? random.nextInt(65536) : 0));
            }
            Cidr cidr = Cidr.parse(text + "/" + random.nextInt(129));
            assertThat(Cidr.parse(cidr.toString())).as("%s of %s", cidr, text).isEqualTo(cidr);
        }
    }

    @Test
    void aNetworkContainsWhatLiesWithin() {
        Cidr vpc = Cidr.parse("10.0.0.0/16");
        assertThat(vpc.contains(Cidr.host("10.0.7.7"))).isTrue();
        assertThat(vpc.contains(Cidr.host("10.1.0.10"))).isFalse();
        assertThat(vpc.contains(Cidr.parse("10.0.0.0/8"))).isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").contains(Cidr.host("::1"))).isFalse();
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutAskingAnybody() {
        for (String text : List.of(
                "",
                "10.1.0",
                "10.1.0.256",
                "010.1.0.1",
                "10.1.0.1/33",
                "::1/129",
                "host",
                "a:b",
                ":::",
                "1:2",
                "10.1.0.1/",
                "fd00::1%eth0")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> Cidr.parse(text))
                    .withMessageContaining("'" + text + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.host("10.1.0.10/32"))
                .withMessageContaining("prefix length");
    }
}
