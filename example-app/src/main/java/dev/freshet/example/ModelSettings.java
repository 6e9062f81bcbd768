package dev.freshet.example;

/**
 * The parameters under {@code model}.
 *
 * @param scaleMinutes see {@link DelayScale}
 * @param priorFlights how many average flights are added to those of each airport
 */
record ModelSettings(double scaleMinutes, double priorFlights) {
    ModelSettings {
        if (!(priorFlights > 0)) {
            throw new IllegalArgumentException("model.priorFlights must be above 0, not " + priorFlights);
        }
    }

    DelayScale scale() {
        return new DelayScale(scaleMinutes);
    }
}
