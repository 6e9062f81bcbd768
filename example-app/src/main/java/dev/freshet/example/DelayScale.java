package dev.freshet.example;

import org.hipparchus.util.FastMath;

/**
 * A scale for delays that is linear around zero and logarithmic far from it, so that a flight ten hours late does not
 * outweigh a hundred ordinary ones. A mean on this scale lies near the median in minutes.
 *
 * @param minutes where the scale bends from linear to logarithmic
 */
record DelayScale(double minutes) {
    DelayScale {
        if (!(minutes > 0)) {
            throw new IllegalArgumentException("model.scaleMinutes must be above 0, not " + minutes);
        }
    }

    double squash(double delay) {
        return FastMath.asinh(delay / minutes);
    }

    double stretch(double squashed) {
        return FastMath.sinh(squashed) * minutes;
    }
}
