package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigNode;
import dev.freshet.config.Configuration;
import dev.freshet.config.ScalarNode;
import java.util.Optional;

/** The setting {@code keep_reports} of {@code run.yml}: how many reports of runs are kept. */
public final class ReportSettings {
    /** The number of kept reports by default. */
    public static final int DEFAULT = 100;

    /** The name of the setting. */
    static final String NAME = "keep_reports";

    private ReportSettings() {}

    /**
     * Reads the setting.
     *
     * @throws ConfigException if it is not a number from 1 to 999999
     */
    public static int read(Configuration configuration) {
        Optional<ConfigNode> setting = configuration.runSettings().get(NAME);
        if (setting.isEmpty()) {
            return DEFAULT;
        }
        if (setting.get() instanceof ScalarNode number && number.text().matches("[1-9][0-9]{0,5}")) {
            return Integer.parseInt(number.text());
        }
        throw new ConfigException(
                setting.get().position(), "\"" + NAME + "\" must be a number of reports, such as " + DEFAULT);
    }
}
