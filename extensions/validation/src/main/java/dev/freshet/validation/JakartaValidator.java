package dev.freshet.validation;

import dev.freshet.config.ConfigException;
import dev.freshet.config.Position;
import dev.freshet.dataset.ValueValidator;
import jakarta.validation.Configuration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Checks values with the provider of Jakarta Validation on the class path. Without a provider, it logs one warning and
 * reports no violations.
 */
public final class JakartaValidator implements ValueValidator {
    private @Nullable Validator validator;
    private boolean isSought;

    @Override
    public boolean hasRules(Class<?> type) {
        Validator provided = validator();
        try {
            return provided != null && provided.getConstraintsForClass(type).isBeanConstrained();
        } catch (ValidationException e) {
            // The check of a value reports what is wrong with the constraints.
            return true;
        }
    }

    @Override
    public List<Violation> check(Object value) {
        Validator provided = validator();
        if (provided == null) {
            return List.of();
        }
        try {
            return provided.validate(value).stream()
                    .map(JakartaValidator::violation)
                    .sorted(ViolationOrder.INSTANCE)
                    .toList();
        } catch (ValidationException e) {
            return List.of(new Violation(List.of(), "cannot be checked: " + reason(e), null));
        }
    }

    private static Violation violation(ConstraintViolation<Object> violation) {
        return new Violation(
                Steps.of(violation.getPropertyPath()), violation.getMessage(), violation.getInvalidValue());
    }

    private static String reason(ValidationException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }

    private synchronized @Nullable Validator validator() {
        if (!isSought) {
            validator = provided();
            isSought = true;
        }
        return validator;
    }

    private static @Nullable Validator provided() {
        try {
            Configuration<?> configuration = Validation.byDefaultProvider().configure();
            if (configuration.getBootstrapConfiguration().getMessageInterpolatorClassName() == null) {
                configuration.messageInterpolator(new PlainMessages(configuration.getDefaultMessageInterpolator()));
            }
            return configuration.buildValidatorFactory().getValidator();
        } catch (NoProviderFoundException e) {
            LoggerFactory.getLogger(JakartaValidator.class)
                    .warn("constraints are not checked: freshet-validation is on the class path, but no provider of"
                            + " Jakarta Validation is; add one, such as org.hibernate.validator:hibernate-validator");
            return null;
        } catch (ValidationException e) {
            throw new ConfigException(Position.of("Jakarta Validation"), reason(e));
        }
    }
}
