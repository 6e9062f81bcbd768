package dev.freshet.processor.emit;

import com.palantir.javapoet.TypeName;
import dev.freshet.processor.model.NodeModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The checked exceptions that a pipeline's nodes declare, without subclasses of other ones. */
final class Thrown {
    private final Types types;
    private final Elements elements;
    private final List<TypeMirror> thrown = new ArrayList<>();

    Thrown(List<NodeModel> nodes, Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
        for (NodeModel node : nodes) {
            node.method().getThrownTypes().stream().filter(this::isChecked).forEach(this::add);
        }
    }

    List<TypeName> types() {
        return thrown.stream().map(TypeName::get).toList();
    }

    private void add(TypeMirror type) {
        if (thrown.stream().noneMatch(known -> types.isSubtype(type, known))) {
            thrown.removeIf(known -> types.isSubtype(known, type));
            thrown.add(type);
        }
    }

    private boolean isChecked(TypeMirror type) {
        return !isA(type, RuntimeException.class) && !isA(type, Error.class);
    }

    private boolean isA(TypeMirror type, Class<?> superclass) {
        TypeElement element = elements.getTypeElement(superclass.getName());
        return element != null && types.isSubtype(type, element.asType());
    }
}
