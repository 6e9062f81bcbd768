package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The places of a method that instructions refer to. */
final class Labels {
    private Labels() {}

    /** Where an instruction may go besides to the next one. */
    static List<LabelNode> targets(AbstractInsnNode each) {
        List<LabelNode> targets = new ArrayList<>();
        if (each instanceof JumpInsnNode jump) {
            targets.add(jump.label);
        } else if (each instanceof LookupSwitchInsnNode choice) {
            targets.addAll(choice.labels);
            targets.add(choice.dflt);
        } else if (each instanceof TableSwitchInsnNode choice) {
            targets.addAll(choice.labels);
            targets.add(choice.dflt);
        }
        return targets;
    }

    /** Those that instructions and handlers of a range refer to. */
    static Set<LabelNode> used(MethodNode method, int from, int to) {
        Set<LabelNode> used = new HashSet<>();
        for (int i = from; i < to; i++) {
            used.addAll(targets(method.instructions.get(i)));
        }
        method.tryCatchBlocks.stream()
                .filter(each -> isWithin(method, each, from, to))
                .forEach(each -> used.addAll(List.of(each.start, each.end, each.handler)));
        return used;
    }

    static boolean isWithin(MethodNode method, TryCatchBlockNode block, int from, int to) {
        int start = method.instructions.indexOf(block.start);
        return start >= from && start < to;
    }
}
