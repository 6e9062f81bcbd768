package dev.freshet.validation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** A row with constraints. */
record Flight(
        @Pattern(regexp = "[A-Z]{2}[0-9]+") String code,
        @Min(-60) @Max(1440) int delay,
        @NotBlank String origin,
        Optional<@Size(max = 3) String> gate) {
    static Flight of(int delay) {
        return new Flight("LH1", delay, "FRA", Optional.empty());
    }
}
