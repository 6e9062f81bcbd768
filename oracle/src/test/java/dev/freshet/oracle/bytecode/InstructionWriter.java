package dev.freshet.oracle.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes instructions, a line each; bodies of lambdas stand where the lambdas are made. */
final class InstructionWriter {
    private final Nest nest;
    private final ClassInfo owner;
    private final Names names;
    private final StringBuilder text;
    private final Set<Ref> references;
    private Map<LabelNode, Integer> labels = new HashMap<>();
    private SwitchMaps.@Nullable SwitchMap switchMap;

    InstructionWriter(Nest nest, ClassInfo owner, Names names, StringBuilder text, Set<Ref> references) {
        this.nest = nest;
        this.owner = owner;
        this.names = names;
        this.text = text;
        this.references = references;
    }

    /** Whether a method is written where it is used. */
    static boolean isInlined(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && (method.name.startsWith("lambda$")
                        || method.name.startsWith("access$")
                        || method.name.equals("$deserializeLambda$"));
    }

    void write(MethodNode method) {
        write(method, 0, method.instructions.size());
    }

    void write(MethodNode method, int from, int to) {
        AbstractInsnNode[] all = method.instructions.toArray();
        number(method, all, from, to);
        for (int i = from; i < to; i++) {
            if (all[i].getOpcode() != Opcodes.ACONST_NULL || nullComparison(all[i].getNext()) < 0) {
                write(all[i]);
            }
        }
        for (TryCatchBlockNode each : method.tryCatchBlocks) {
            if (Labels.isWithin(method, each, from, to)) {
                text.append("try ").append(label(each.start)).append(' ').append(label(each.end));
                text.append(" catch ").append(label(each.handler)).append(' ');
                text.append(each.type == null ? "any" : names.type(each.type)).append('\n');
            }
        }
    }

    /** Labels that something in the range refers to are numbered in the order of the code. */
    private void number(MethodNode method, AbstractInsnNode[] all, int from, int to) {
        Set<LabelNode> used = Labels.used(method, from, to);
        labels = new HashMap<>();
        for (int i = from; i < all.length && labels.size() < used.size(); i++) {
            if (all[i] instanceof LabelNode label && used.contains(label)) {
                labels.put(label, labels.size());
            }
        }
    }

    private String label(LabelNode label) {
        return "L" + labels.getOrDefault(label, -1);
    }

    private void write(AbstractInsnNode each) {
        if (each instanceof LabelNode label) {
            if (labels.containsKey(label)) {
                text.append(label(label)).append(":\n");
            }
            return;
        }
        if (each.getOpcode() < 0) {
            return;
        }
        if (each instanceof FieldInsnNode field) {
            field(field);
        } else if (each instanceof MethodInsnNode call) {
            call(call);
        } else if (each instanceof InvokeDynamicInsnNode dynamic) {
            dynamic(dynamic);
        } else if (each instanceof TypeInsnNode type) {
            type(type);
        } else if (each instanceof LdcInsnNode constant) {
            text.append("ldc ").append(constant(constant.cst));
        } else if (each instanceof LookupSwitchInsnNode choice) {
            choice(keys(choice), choice.dflt);
        } else if (each instanceof TableSwitchInsnNode choice) {
            choice(keys(choice), choice.dflt);
        } else {
            plain(each);
        }
        text.append('\n');
    }

    /** The instruction that compares with null by itself, of one that compares with a null that was pushed; -1 of all others. */
    private static int nullComparison(@Nullable AbstractInsnNode each) {
        return switch (each == null ? -1 : each.getOpcode()) {
            case Opcodes.IF_ACMPEQ -> Opcodes.IFNULL;
            case Opcodes.IF_ACMPNE -> Opcodes.IFNONNULL;
            default -> -1;
        };
    }

    private static int opcode(AbstractInsnNode each) {
        AbstractInsnNode before = each.getPrevious();
        boolean isNull = before != null && before.getOpcode() == Opcodes.ACONST_NULL;
        return isNull && nullComparison(each) >= 0 ? nullComparison(each) : each.getOpcode();
    }

    private void plain(AbstractInsnNode each) {
        text.append(opcode(each));
        if (each instanceof VarInsnNode variable) {
            text.append(" v").append(variable.var);
        } else if (each instanceof IntInsnNode push) {
            text.append(' ').append(push.operand);
        } else if (each instanceof IincInsnNode add) {
            text.append(" v").append(add.var).append(' ').append(add.incr);
        } else if (each instanceof JumpInsnNode jump) {
            text.append(' ').append(label(jump.label));
        } else if (each instanceof MultiANewArrayInsnNode array) {
            text.append(' ').append(names.descriptor(array.desc)).append(array.dims);
        }
    }

    private void field(FieldInsnNode field) {
        SwitchMaps.SwitchMap map = nest.switchMaps.find(field);
        if (map != null) {
            switchMap = map;
            text.append("switch map of ").append(names.type(map.type()));
            references.add(Ref.of(Ref.Kind.CALL_STATIC, map.type(), "values", "()[L" + map.type() + ";"));
            return;
        }
        boolean isStatic = field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
        text.append(field.getOpcode())
                .append(' ')
                .append(names.type(field.owner))
                .append('.');
        text.append(shownName(field)).append(names.descriptor(field.desc));
        refer(isStatic ? Ref.Kind.ACCESS_STATIC : Ref.Kind.ACCESS, field.owner, field.name, ":" + field.desc);
    }

    /** Captured variables are fields that are named by the variables. */
    private String shownName(FieldInsnNode field) {
        ClassInfo local = nest.local(field.owner);
        if (local == null || !field.name.startsWith("val$")) {
            return field.name;
        }
        List<FieldNode> fields = local.node.fields;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name.equals(field.name)) {
                return "val$" + i;
            }
        }
        return field.name;
    }

    private void call(MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKESTATIC && call.name.startsWith("access$") && inline(call)) {
            return;
        }
        text.append(call.getOpcode())
                .append(' ')
                .append(names.type(call.owner))
                .append('.')
                .append(call.name);
        text.append(names.descriptor(call.desc)).append(call.itf ? " itf" : "");
        Ref.Kind kind = switch (call.getOpcode()) {
            case Opcodes.INVOKESTATIC -> Ref.Kind.CALL_STATIC;
            case Opcodes.INVOKESPECIAL -> Ref.Kind.CALL_SPECIAL;
            default -> Ref.Kind.CALL_VIRTUAL;
        };
        refer(kind, isSuper(call) ? owner.node.superName : call.owner, call.name, call.desc);
    }

    /** Such a call runs what the direct superclass has, whichever class above it is named. */
    private boolean isSuper(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESPECIAL
                && !call.name.equals("<init>")
                && !call.itf
                && !call.owner.equals(owner.name());
    }

    private boolean inline(MethodInsnNode call) {
        return inline(call.owner, call.name + call.desc);
    }

    private boolean inline(String type, String key) {
        ClassInfo holder = nest.classes.get(type);
        MethodNode method = holder == null ? null : holder.methods.get(key);
        if (holder == null || method == null || !isInlined(method)) {
            return false;
        }
        text.append("{ ").append(method.access & Opcodes.ACC_STATIC).append(names.descriptor(method.desc));
        text.append('\n');
        new InstructionWriter(nest, holder, names, text, references).write(method);
        text.append('}');
        return true;
    }

    /** A local class is written with the code, so only what it inherits from others is referred to. */
    private void refer(Ref.Kind kind, String type, String name, String descriptor) {
        if (type.startsWith("[")) {
            return;
        }
        ClassInfo local = nest.local(type);
        if (local == null) {
            references.add(Ref.of(kind, type, name, descriptor));
        } else if (!local.methods.containsKey(name + descriptor) && !local.fields.containsKey(name + descriptor)) {
            local.supertypes.forEach(each -> refer(kind, each, name, descriptor));
        }
    }

    private void type(TypeInsnNode type) {
        text.append(type.getOpcode()).append(' ').append(names.type(type.desc));
        if (type.getOpcode() == Opcodes.NEW && nest.local(type.desc) == null) {
            references.add(Ref.of(Ref.Kind.OBJECT, type.desc));
            references.add(Ref.of(Ref.Kind.INIT, type.desc));
        }
    }

    private void dynamic(InvokeDynamicInsnNode dynamic) {
        text.append("dynamic ")
                .append(dynamic.name)
                .append(names.descriptor(dynamic.desc))
                .append(' ');
        text.append(dynamic.bsm.getOwner()).append('.').append(dynamic.bsm.getName());
        for (Object argument : dynamic.bsmArgs) {
            text.append('\n').append(constant(argument));
        }
        Type made = Type.getReturnType(dynamic.desc);
        if (made.getSort() == Type.OBJECT && nest.local(made.getInternalName()) == null) {
            references.add(Ref.of(Ref.Kind.OBJECT, made.getInternalName()));
        }
    }

    /** A constant of the pool. What it contains is written before it. */
    private String constant(Object value) {
        if (value instanceof Type type) {
            if (type.getSort() == Type.OBJECT && nest.local(type.getInternalName()) == null) {
                references.add(Ref.of(Ref.Kind.HEADER, type.getInternalName()));
            }
            return "class " + names.descriptor(type.getDescriptor());
        }
        if (value instanceof Handle handle) {
            return handle(handle);
        }
        if (value instanceof ConstantDynamic dynamic) {
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                arguments.add(constant(dynamic.getBootstrapMethodArgument(i)));
            }
            return "constant " + dynamic.getName() + names.descriptor(dynamic.getDescriptor())
                    + dynamic.getBootstrapMethod().getName() + arguments;
        }
        return Literals.text(value);
    }

    private String handle(Handle handle) {
        String key = handle.getName() + handle.getDesc();
        if (inline(handle.getOwner(), key)) {
            return " " + handle.getTag();
        }
        boolean isField = !handle.getDesc().startsWith("(");
        Ref.Kind kind = switch (handle.getTag()) {
            case Opcodes.H_GETSTATIC, Opcodes.H_PUTSTATIC -> Ref.Kind.ACCESS_STATIC;
            case Opcodes.H_GETFIELD, Opcodes.H_PUTFIELD -> Ref.Kind.ACCESS;
            case Opcodes.H_INVOKESTATIC -> Ref.Kind.CALL_STATIC;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Ref.Kind.CALL_SPECIAL;
            default -> Ref.Kind.CALL_VIRTUAL;
        };
        refer(kind, handle.getOwner(), handle.getName(), (isField ? ":" : "") + handle.getDesc());
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL && nest.local(handle.getOwner()) == null) {
            references.add(Ref.of(Ref.Kind.OBJECT, handle.getOwner()));
            references.add(Ref.of(Ref.Kind.INIT, handle.getOwner()));
        }
        return "handle " + handle.getTag() + " " + names.type(handle.getOwner()) + "." + handle.getName()
                + names.descriptor(handle.getDesc());
    }

    private Map<Integer, LabelNode> keys(LookupSwitchInsnNode choice) {
        Map<Integer, LabelNode> keys = new TreeMap<>();
        for (int i = 0; i < choice.keys.size(); i++) {
            keys.put(choice.keys.get(i), choice.labels.get(i));
        }
        return keys;
    }

    private Map<Integer, LabelNode> keys(TableSwitchInsnNode choice) {
        Map<Integer, LabelNode> keys = new TreeMap<>();
        for (int i = 0; i < choice.labels.size(); i++) {
            if (choice.labels.get(i) != choice.dflt) {
                keys.put(choice.min + i, choice.labels.get(i));
            }
        }
        return keys;
    }

    /** Whether it is a table, and the numbers of constants of an enum, are the compiler's choice. */
    private void choice(Map<Integer, LabelNode> keys, LabelNode otherwise) {
        SwitchMaps.SwitchMap map = switchMap;
        switchMap = null;
        Map<String, String> cases = new TreeMap<>();
        keys.forEach((key, label) ->
                cases.put(map == null ? "" + key : map.constants().getOrDefault(key, "?" + key), label(label)));
        text.append("switch ").append(cases).append(" else ").append(label(otherwise));
    }
}
