package dev.freshet.page;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests with a {@link Browser}, one for all of them; skipped where none is installed. */
@Tag("once")
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InChromium.Extension.class)
@interface InChromium {
    /** Starts the browser for the first test that asks for it. */
    final class Extension implements ExecutionCondition, ParameterResolver {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Browser.binary()
                    .map(binary -> ConditionEvaluationResult.enabled(binary.toString()))
                    .orElseGet(
                            () -> ConditionEvaluationResult.disabled("Chromium is missing: apt-get install chromium"));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(InChromium.class))
                    .getOrComputeIfAbsent(Browser.class, type -> started(), Browser.class);
        }

        private static Browser started() {
            try {
                return new Browser();
            } catch (IOException e) {
                throw new IllegalStateException("Chromium does not start", e);
            }
        }
    }
}
