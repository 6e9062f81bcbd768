package dev.freshet.runtime.run.tracking;

import dev.freshet.runtime.state.StateException;
import dev.freshet.runtime.state.StateSupersededException;

/** Says why a result is not recorded. */
final class Unrecorded {
    private Unrecorded() {}

    static StateSupersededException superseded(String node, String consequence) {
        return new StateSupersededException(
                "another run took " + node + " over, because this run seemed dead; " + consequence);
    }

    static StateException replaced(String node) {
        return new StateException(
                "the code of " + node
                        + " was replaced during the run, so its results are"
                        + " not recorded; start the run again",
                null);
    }
}
