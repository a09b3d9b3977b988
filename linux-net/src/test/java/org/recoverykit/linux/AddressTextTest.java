package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.linux.model.AddressText;

class AddressTextTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.50, 10.0.0.50",
        "2001:db8:0:0:0:0:0:50, 2001:db8::50",
        "2001:DB8::0050, 2001:db8::50",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:1:2:3:4:5:6:0, 0:1:2:3:4:5:6:0",
        "fe80::1%1, fe80::1"
    })
    void eachAddressHasOneText(String written, String text) throws UnknownHostException {
        assertThat(AddressText.of(InetAddress.getByName(written))).isEqualTo(text);
    }
}
