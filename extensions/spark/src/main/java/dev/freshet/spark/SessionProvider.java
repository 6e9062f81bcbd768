package dev.freshet.spark;

import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.InjectedProvider;

/** Provides the session for nodes: {@code @Injected SparkSession spark}. */
public final class SessionProvider implements InjectedProvider {
    static final String SESSION = "org.apache.spark.sql.SparkSession";

    /** For the service loader. */
    public SessionProvider() {}

    @Override
    public String type() {
        return SESSION;
    }

    @Override
    public String settings() {
        return SparkProvider.SETTINGS;
    }

    @Override
    public void check(ExtensionSettings settings) {
        SessionSettings.of(settings);
        SparkClasses.require();
    }

    @Override
    public Object get(ExtensionSettings settings) {
        return SparkSessions.get(SessionSettings.of(settings));
    }
}
