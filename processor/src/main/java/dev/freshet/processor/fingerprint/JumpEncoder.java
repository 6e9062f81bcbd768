package dev.freshet.processor.fingerprint;

import com.sun.source.tree.LabeledStatementTree;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Encodes labels by their order, so that their names do not matter. */
final class JumpEncoder {
    private final BodyEncoder bodies;
    private final StringBuilder text;
    private final Map<String, Integer> labels = new HashMap<>();
    private int next;

    JumpEncoder(BodyEncoder bodies, StringBuilder text) {
        this.bodies = bodies;
        this.text = text;
    }

    void labeled(LabeledStatementTree tree) {
        String name = tree.getLabel().toString();
        Integer outer = labels.put(name, next);
        text.append("(LABEL").append(next++);
        bodies.encode(tree.getStatement());
        text.append(')');
        if (outer != null) {
            labels.put(name, outer);
        }
    }

    void to(String kind, @Nullable Name label) {
        text.append(kind)
                .append(label == null ? "" : labels.get(label.toString()))
                .append(')');
    }
}
