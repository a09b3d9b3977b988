package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.Setting;

class IpKitProviderTest {

    @Test
    void isFoundByItsIdAsAService() {
        ServiceLoader<?> providers = ServiceLoader.load(RecoveryKitProvider.class);

        assertThat(providers).hasAtLeastOneElementOfType(IpKitProvider.class);
        assertThat(new IpKitProvider().id()).isEqualTo("ip");
    }

    @Test
    void describesEverySetting() {
        assertThat(Arrays.stream(IpConfig.class.getRecordComponents()))
                .allSatisfy(component -> assertThat(component.getAnnotation(Setting.class))
                        .as("description of '%s'", component.getName())
                        .isNotNull());
    }
}
