package dev.freshet.processor.fingerprint;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IntersectionTypeTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WildcardTree;
import dev.freshet.fingerprint.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Writes the annotations within supertypes, bounds of type parameters and the type of {@code this}, which reflection
 * shows. The compiler's model of those types does not have them, so they are read from the tree. Nothing is written
 * where there are none.
 */
final class TypeUseEncoder {
    private final UnitContext context;
    private final BodyEncoder bodies;

    TypeUseEncoder(UnitContext context, BodyEncoder bodies) {
        this.context = context;
        this.bodies = bodies;
    }

    void encode(ClassTree tree) {
        within(tree.getExtendsClause(), "<");
        each(tree.getImplementsClause(), "+");
        parameters(tree.getTypeParameters());
    }

    void encode(MethodTree tree) {
        parameters(tree.getTypeParameters());
        VariableTree receiver = tree.getReceiverParameter();
        if (receiver != null) {
            // Those before the type's name are modifiers to the parser.
            annotations(receiver.getModifiers().getAnnotations(), "this");
            within(receiver.getType(), "this");
        }
    }

    private void parameters(List<? extends TypeParameterTree> parameters) {
        int number = 0;
        for (TypeParameterTree parameter : parameters) {
            each(parameter.getBounds(), "T" + number++ + "&");
        }
    }

    private void each(List<? extends Tree> types, String place) {
        int number = 0;
        for (Tree type : types) {
            within(type, place + number++);
        }
    }

    /** @param place where in the declaration the type stands */
    private void within(@Nullable Tree type, String place) {
        if (type instanceof AnnotatedTypeTree annotated) {
            annotations(annotated.getAnnotations(), place);
            within(annotated.getUnderlyingType(), place);
        } else if (type instanceof ParameterizedTypeTree parameterized) {
            within(parameterized.getType(), place);
            each(parameterized.getTypeArguments(), place + "<");
        } else if (type instanceof ArrayTypeTree array) {
            within(array.getType(), place + "[");
        } else if (type instanceof WildcardTree wildcard) {
            within(wildcard.getBound(), place + "?");
        } else if (type instanceof IntersectionTypeTree intersection) {
            each(intersection.getBounds(), place + "&");
        } else if (type instanceof MemberSelectTree nested) {
            within(nested.getExpression(), place + ".");
        }
    }

    private void annotations(List<? extends AnnotationTree> annotations, String place) {
        List<String> texts = new ArrayList<>();
        for (AnnotationTree annotation : annotations) {
            if (context.element(annotation.getAnnotationType()) instanceof TypeElement type
                    && RuntimeAnnotations.isSeen(type, context.symbols)) {
                texts.add(text(annotation, type));
            }
        }
        Collections.sort(texts);
        for (String each : texts) {
            context.text.append(" @").append(place).append(' ').append(each);
        }
    }

    /** Values are written by the code's encoder, at the end of the unit's text, and taken from there. */
    private String text(AnnotationTree annotation, TypeElement type) {
        int start = context.text.length();
        annotation(annotation, type);
        String written = context.text.substring(start);
        context.text.setLength(start);
        return written;
    }

    private void annotation(AnnotationTree annotation, TypeElement type) {
        if (context.isReferable(type)) {
            context.refer(Reference.annotation(context.symbols.binaryName(type)));
        }
        context.text.append(context.name(type)).append('(');
        List<String> values = new ArrayList<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            int start = context.text.length();
            if (argument instanceof AssignmentTree named) {
                context.text.append(named.getVariable()).append('=');
                value(named.getExpression());
            } else {
                context.text.append("value=");
                value(argument);
            }
            values.add(context.text.substring(start));
            context.text.setLength(start);
        }
        Collections.sort(values);
        context.text.append(String.join(",", values)).append(')');
    }

    private void value(ExpressionTree value) {
        if (value instanceof AnnotationTree nested) {
            if (context.element(nested.getAnnotationType()) instanceof TypeElement type) {
                annotation(nested, type);
            }
        } else if (value instanceof NewArrayTree array) {
            context.text.append('{');
            for (ExpressionTree each : array.getInitializers()) {
                value(each);
            }
            context.text.append('}');
        } else {
            bodies.encode(value);
        }
    }
}
