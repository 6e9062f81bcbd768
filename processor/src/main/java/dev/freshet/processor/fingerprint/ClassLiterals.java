package dev.freshet.processor.fingerprint;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Which class literals let somebody look into the class by reflection: all, unless they are given to somebody who is
 * known not to, such as a logger.
 */
final class ClassLiterals {
    /** Who takes classes as names, keys or tokens only. */
    private static final Pattern HARMLESS = Pattern.compile(
            "java/util/Enum(?:Map|Set)|java/util/Collections|java/lang/(?:Enum|Class)"
                    + "|java/lang/reflect/(?!Proxy).*|java/util/concurrent/atomic/.*|java/util/logging/.*|org/slf4j/.*"
                    + "|org/apache/(?:logging|log4j|commons/logging)/.*|org/jboss/logging/.*|com/google/common/flogger/.*");

    private static final Pattern REFLECTIVE =
            Pattern.compile("getDeclared.*|get(?:Method|Field|Constructor|Classe|RecordComponent)s?|newInstance");

    private final Symbols symbols;
    private final List<Tree> harmless = new ArrayList<>();

    ClassLiterals(Symbols symbols) {
        this.symbols = symbols;
    }

    void arguments(@Nullable Element callee, List<? extends Tree> arguments) {
        for (Tree argument : arguments) {
            if (isLiteral(argument)
                    && callee != null
                    && callee.getEnclosingElement() instanceof TypeElement owner
                    && HARMLESS.matcher(symbols.binaryName(owner)).matches()) {
                harmless.add(argument);
            }
        }
    }

    void receiver(Tree receiver, CharSequence member) {
        if (isLiteral(receiver) && !REFLECTIVE.matcher(member).matches()) {
            harmless.add(receiver);
        }
    }

    /** Comparing and locking look at the class's identity only. */
    void operand(Tree tree) {
        if (isLiteral(tree)) {
            harmless.add(tree);
        }
    }

    /** Whether whoever gets the literal may look into the class. */
    boolean isOpen(Tree literal) {
        return !harmless.contains(literal);
    }

    private boolean isLiteral(Tree tree) {
        return symbols.names.isClassLiteral(tree);
    }
}
