package dev.freshet.processor.check;

import dev.freshet.config.NearestName;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.type.TypeMirror;

/** How messages spell names and types. */
final class Words {
    private Words() {}

    static String quote(Object name) {
        return "\"" + name + "\"";
    }

    static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A type without the packages of its classes. */
    static String type(TypeMirror type) {
        return type.toString().replaceAll("\\b(?:[\\p{Ll}_][\\w]*\\.)+(?=[\\p{Lu}@])", "");
    }

    /** Two types without packages, or with them where they would look the same. */
    static String[] types(TypeMirror first, TypeMirror second) {
        String[] both = {type(first), type(second)};
        return both[0].equals(both[1]) ? new String[] {first.toString(), second.toString()} : both;
    }

    /** The line that suggests the nearest legal name, if one is near. */
    static Optional<String> suggestion(String word, Collection<String> legal, Function<String, String> origin) {
        return NearestName.of(word, legal).map(near -> suggestion(near, origin.apply(near)));
    }

    /** The line that suggests a name. */
    static String suggestion(String near, String origin) {
        return "Did you mean " + quote(near) + " (" + origin + ")?";
    }
}
