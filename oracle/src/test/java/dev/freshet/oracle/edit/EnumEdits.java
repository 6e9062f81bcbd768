package dev.freshet.oracle.edit;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Constants of enums: more, fewer, in another order, with bodies. */
final class EnumEdits implements Rule {
    @Override
    public void at(TreePath place, SourceFile file, Found found) {
        if (!(place.getLeaf() instanceof ClassTree type)
                || !(file.element(place) instanceof TypeElement element)
                || element.getKind() != ElementKind.ENUM) {
            return;
        }
        List<Tree> constants = Members.constants(type, place, file);
        for (int i = 0; i < constants.size(); i++) {
            Tree each = constants.get(i);
            String text = file.text(each);
            for (int j = i + 1; j < constants.size(); j++) {
                found.add("enum.swap", file.swap(each, constants.get(j)));
            }
            int name = text.indexOf('(') < 0 ? text.length() : text.indexOf('(');
            String arguments = text.indexOf('{') < 0
                    ? text.substring(name)
                    : text.substring(Math.min(name, text.indexOf('{')), text.indexOf('{'));
            found.add("enum.addBefore", file.insert(file.start(each), "ADDED" + arguments + ", "));
            if (!text.contains("{")) {
                found.add("enum.body", file.insert(file.end(each), " {}"));
                found.add(
                        "enum.bodyOverrides",
                        file.insert(
                                file.end(each), " { @Override public String toString() { return \"constant\"; } }"));
            } else {
                found.add("enum.dropBody", file.replace(each, text.substring(0, text.indexOf('{'))));
            }
            if (i > 0) {
                found.add("enum.drop", file.replace(file.end(constants.get(i - 1)), file.end(each), ""));
            }
        }
        if (!constants.isEmpty()) {
            Tree last = constants.get(constants.size() - 1);
            found.add("enum.trailingComma", file.insert(file.end(last), ","));
            found.add("enum.addLast", file.insert(file.end(last), ", ADDED"));
        }
        found.add(
                "enum.toString",
                file.insert(
                        file.end(type) - 1,
                        (file.text(type).contains(";") ? "" : ";")
                                + "public String toString() { return \"e\" + ordinal(); }"));
    }
}
