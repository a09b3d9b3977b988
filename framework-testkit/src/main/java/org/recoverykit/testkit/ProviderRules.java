package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.Setting;

/** K1: the provider. */
interface ProviderRules extends ContractSubject {

    /** K1.1. */
    @Test
    default void required_k101_aPublicConstructorWithoutParametersDoesNothing() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            Class<?> provider = trial.harness().provider().getClass();
            assertThat(Modifier.isPublic(provider.getModifiers()))
                    .as(provider + " is public")
                    .isTrue();
            Constructor<?> constructor = provider.getConstructor();
            Set<Thread> before = LiveThreads.now();
            assertThat(constructor.newInstance()).isNotNull();
            assertThat(LiveThreads.since(before))
                    .as("threads started by the constructor")
                    .isEmpty();
        }
    }

    /** K1.2. */
    @Test
    default void required_k102_theIdHasItsFormAndIsConstant() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            RecoveryKitProvider<?> provider = trial.harness().provider();
            String id = provider.id();
            assertThat(id).as("provider id").matches("[A-Za-z][A-Za-z0-9-]{0,31}");
            assertThat(provider.id()).as("provider id asked again").isEqualTo(id);
        }
    }

    /** K1.3. */
    @Test
    default void required_k103_settingsAreARecordOfBindableTypes() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            Class<? extends Record> type = trial.harness().provider().configType();
            assertThat(type).as("configType()").isNotNull();
            assertThat(type.isInstance(trial.harness().config()))
                    .as("configType() is the type of the settings")
                    .isTrue();
            assertThat(SettingTypes.unbindable(type))
                    .as("components that the engine cannot bind")
                    .isEmpty();
        }
    }

    /** K1.4. */
    @Test
    default void optional_k104_everySettingIsDescribed() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            for (RecordComponent component :
                    trial.harness().provider().configType().getRecordComponents()) {
                assertThat(component.isAnnotationPresent(Setting.class))
                        .as("setting '%s' has a @Setting", component.getName())
                        .isTrue();
            }
        }
    }

    /** K1.5. */
    @Test
    default void required_k105_levelAndVersionAreUsable() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            RecoveryKitProvider<?> provider = trial.harness().provider();
            assertThat(provider.apiLevel()).as("apiLevel").isBetween(1, RecoveryKitProvider.CURRENT_API_LEVEL);
            assertThat(provider.version()).as("version").isNotBlank();
        }
    }

    /** K1.6. */
    @Test
    default void optional_k106_theProviderIsFoundByTheServiceLoader() throws Exception {
        ContractSubject.needs(this, KitBehavior.FOUND_BY_SERVICE_LOADER);
        try (Trial trial = Trial.begin(this)) {
            Class<?> provider = trial.harness().provider().getClass();
            assertThat(ServiceLoader.load(RecoveryKitProvider.class, provider.getClassLoader()).stream()
                            .map(ServiceLoader.Provider::type))
                    .as("META-INF/services/org.recoverykit.spi.RecoveryKitProvider")
                    .anyMatch(provider::equals);
        }
    }
}
