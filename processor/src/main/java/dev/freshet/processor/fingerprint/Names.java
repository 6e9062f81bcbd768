package dev.freshet.processor.fingerprint;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Name;
import javax.lang.model.util.Elements;

/** Names in the code, and their texts, each made once: javac decodes a name anew for every letter that is asked for. */
final class Names {
    private final Map<Name, String> texts = new HashMap<>();
    private final Name thisName;
    private final Name superName;
    private final Name className;

    Names(Elements elements) {
        thisName = elements.getName("this");
        superName = elements.getName("super");
        className = elements.getName("class");
    }

    String text(Name name) {
        String known = texts.get(name);
        if (known == null) {
            known = name.toString();
            texts.put(name, known);
        }
        return known;
    }

    boolean isThis(Name name) {
        return name.equals(thisName);
    }

    boolean isSuper(Name name) {
        return name.equals(superName);
    }

    /** Whether code is {@code super}, alone or of a named class. */
    boolean isSuper(Tree tree) {
        return tree instanceof IdentifierTree name
                ? isSuper(name.getName())
                : tree instanceof MemberSelectTree select && isSuper(select.getIdentifier());
    }

    /** Whether a name is the word after the dot of a class literal. */
    boolean isClass(Name name) {
        return name.equals(className);
    }

    boolean isClassLiteral(Tree tree) {
        return tree instanceof MemberSelectTree select && isClass(select.getIdentifier());
    }

    /** The last word of a name in the code; empty if the code is no name. */
    String last(Tree tree) {
        if (tree instanceof MemberSelectTree member) {
            return text(member.getIdentifier());
        }
        return tree instanceof IdentifierTree identifier ? text(identifier.getName()) : "";
    }
}
