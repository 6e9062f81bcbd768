package dev.freshet.processor.fingerprint;

import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Calls of the JDK and of loggers that change nothing and do not fail. All others are taken to change something. */
final class PureCalls {
    /** Immutable values, which are made of texts and numbers. */
    private static final Pattern VALUES =
            Pattern.compile("java/lang/(?:Integer|Long|Short|Byte|Double|Float|Boolean|Character|String)"
                    + "|java/math/[^/]*|java/util/regex/Pattern|java/time/[^/]*|java/time/format/DateTimeFormatter"
                    + "|java/util/(?:UUID|Locale)|java/net/URI|java/nio/file/Paths?|java/nio/charset/Charset"
                    + "|java/text/(?:Decimal|SimpleDate)Format");

    private static final Pattern FACTORIES = Pattern.compile("java/util/List\\.of"
            + "|java/util/(?:Set|Map)\\.of|java/util/Map\\.(?:entry|ofEntries)|java/util/Optional\\.(?:of|ofNullable|empty)"
            + "|java/util/Arrays\\.asList|java/util/Collections\\.(?:empty|unmodifiable|synchronized|singleton).*"
            + "|java/util/Comparator\\.(?:comparing.*|naturalOrder|reverseOrder|nulls.*)|java/util/Map\\$Entry\\.comparing.*"
            + "|java/util/function/[A-Za-z]*(?:Function|Operator|Predicate)\\.(?:identity|not|isEqual)"
            + "|java/lang/ThreadLocal\\.withInitial|java/lang/invoke/MethodHandles\\.lookup|java/util/Objects\\.requireNonNull"
            + "|java/lang/System\\.(?:nanoTime|currentTimeMillis|lineSeparator|getLogger)"
            + "|java/util/concurrent/ConcurrentHashMap\\.newKeySet"
            + "|java/util/logging/Logger\\.getLogger|org/slf4j/LoggerFactory\\.getLogger|org/slf4j/MarkerFactory\\.getMarker"
            + "|org/apache/logging/log4j/LogManager\\.getLogger|org/apache/log4j/Logger\\.getLogger"
            + "|org/apache/commons/logging/LogFactory\\.getLog|org/jboss/logging/Logger\\.getLogger"
            + "|com/google/common/flogger/FluentLogger\\.forEnclosingClass");

    /** Sets and maps refuse an element that is there twice. */
    private static final Pattern DISTINCT = Pattern.compile("java/util/(?:Set|Map)\\.of|java/util/Map\\.ofEntries");

    private static final Pattern NULLABLE = Pattern.compile("java/lang/System\\.(?:getProperty|getenv)");

    private static final Pattern NUMBERS =
            Pattern.compile("java/lang/(?:Strict)?Math\\.(?!.*Exact|floor.|ceil.|clamp).*"
                    + "|java/lang/(?:Integer|Long|Short|Byte|Double|Float|Boolean|Character|String)\\.valueOf");

    private static final Pattern CONTAINERS = Pattern.compile("java/lang/(?:Object|StringBuilder|ThreadLocal)"
            + "|java/util/(?:Array|Linked)List|java/util/(?:(?:Linked)?Hash|Tree)(?:Map|Set)"
            + "|java/util/(?:ArrayDeque|BitSet|Random|(?:Identity|Weak)HashMap|Vector|Properties)"
            + "|java/util/concurrent/(?:Concurrent|CopyOnWrite)[A-Za-z]*"
            + "|java/util/concurrent/(?:atomic|locks)/[A-Za-z]*|java/security/SecureRandom");

    private PureCalls() {}

    /** Whether objects of a type are immutable values. */
    static boolean isValue(String type) {
        return VALUES.matcher(type).matches();
    }

    /**
     * Whether a call only makes an object if no argument is null.
     *
     * @param call {@code java/util/List.of}
     */
    static boolean isFactory(String call) {
        return FACTORIES.matcher(call).matches();
    }

    /** Whether a factory refuses equal elements or keys. */
    static boolean needsDistinct(String call) {
        return DISTINCT.matcher(call).matches();
    }

    /** Whether a call gives a text, or null. */
    static boolean isNullable(String call) {
        return NULLABLE.matcher(call).matches();
    }

    /** Whether a call computes a number from numbers. */
    static boolean isOfNumbers(String call, ExecutableElement method) {
        if (!NUMBERS.matcher(call).matches()) {
            return false;
        }
        for (VariableElement parameter : method.getParameters()) {
            if (!parameter.asType().getKind().isPrimitive()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a constructor makes an object that is empty, or filled from one that is given. */
    static boolean isContainer(String type) {
        return CONTAINERS.matcher(type).matches();
    }
}
