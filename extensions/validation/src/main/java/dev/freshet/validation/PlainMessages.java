package dev.freshet.validation;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;

/** Messages in the same language on every machine: the language of the bundles without a locale. */
record PlainMessages(MessageInterpolator messages) implements MessageInterpolator {
    @Override
    public String interpolate(String template, Context context) {
        return messages.interpolate(template, context, Locale.ROOT);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return messages.interpolate(template, context, locale);
    }
}
