package dev.freshet.processor.fingerprint;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.freshet.fingerprint.ClassUnits;
import dev.freshet.fingerprint.CodeUnit;
import dev.freshet.processor.impure.ImpureUses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Encodes one class, member or top-level: its header, initialisers, fields and methods as units. */
final class ClassEncoder {
    private final Symbols symbols;
    private final Trees trees;
    private final TreePath path;
    private final ClassTree tree;
    private final TypeElement type;
    private final String name;
    private final ImpureUses impure;
    private final List<ClassUnits> to;

    private final Unit header;
    private final Unit staticInitializer;
    private final Unit instanceInitializer;
    private final List<Unit> members = new ArrayList<>();
    private final List<String> initializers = new ArrayList<>();
    private final Set<String> memberIds = new HashSet<>();
    private final Map<String, String> constants = new TreeMap<>();
    private final BodyEncoder headers;
    private final BodyEncoder statics;
    private final BodyEncoder instances;
    private final SideEffects effects;

    /**
     * @param impure takes what no digest sees
     * @param to takes the class and the classes within it
     */
    ClassEncoder(
            Symbols symbols,
            Trees trees,
            TreePath path,
            ClassTree tree,
            TypeElement type,
            ImpureUses impure,
            List<ClassUnits> to) {
        this.symbols = symbols;
        this.trees = trees;
        this.path = path;
        this.tree = tree;
        this.type = type;
        this.impure = impure;
        this.to = to;
        name = symbols.binaryName(type);
        header = new Unit("T:" + name);
        staticInitializer = new Unit("S:" + name);
        instanceInitializer = new Unit("I:" + name);
        headers = encoder(header);
        statics = encoder(staticInitializer);
        instances = encoder(instanceInitializer);
        effects = new SideEffects(symbols, trees, path, type);
    }

    private BodyEncoder encoder(Unit unit) {
        return new BodyEncoder(new UnitContext(unit, symbols, trees, path, type));
    }

    void encode() {
        List<String> supertypes = header();
        supertypes.forEach(each -> initializers.add("S:" + each));
        staticInitializer.references.addAll(initializers);
        int place = to.size();
        tree.getMembers().forEach(this::member);
        recordComponents();
        ElementFilter.constructorsIn(type.getEnclosedElements()).forEach(this::implicitConstructor);
        defaultMethods();
        List<CodeUnit> units = new ArrayList<>();
        Stream.of(header, staticInitializer, instanceInitializer)
                .filter(unit -> !unit.isEmpty())
                .forEach(unit -> units.add(unit.finish()));
        new ReflectionEncoder(symbols, trees, path, type)
                .encode()
                .map(Unit::finish)
                .ifPresent(units::add);
        members.forEach(member -> units.add(member.finish()));
        units.sort(Comparator.comparing(CodeUnit::id));
        to.add(
                place,
                new ClassUnits(
                        name,
                        type.getKind().name(),
                        supertypes,
                        callbacks(),
                        constants,
                        List.copyOf(initializers),
                        List.copyOf(units)));
    }

    private List<String> header() {
        header.startsAt(line(tree));
        header.references.add(staticInitializer.id);
        header.text.append("(TYPE ");
        headers.declarations().type(type);
        List<String> supertypes = new ArrayList<>();
        if (type.getSuperclass().getKind() == TypeKind.DECLARED) {
            supertype(type.getSuperclass(), supertypes);
        }
        type.getInterfaces().forEach(each -> supertype(each, supertypes));
        return supertypes;
    }

    private void supertype(TypeMirror supertype, List<String> supertypes) {
        TypeElement element = (TypeElement) ((DeclaredType) supertype).asElement();
        if (!symbols.isJdk(element)) {
            supertypes.add(symbols.binaryName(element));
        }
    }

    /** Only an interface with code of its own is initialised together with the classes that implement it. */
    private void defaultMethods() {
        boolean hasCode = type.getKind().isInterface()
                && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> Collections.disjoint(
                                method.getModifiers(), Set.of(Modifier.ABSTRACT, Modifier.STATIC)));
        if (hasCode && staticInitializer.references.stream().anyMatch(each -> each.startsWith("F:"))) {
            staticInitializer.text.append(" default");
        }
    }

    /** What code of the JDK may call on objects of this class; supertypes of the project are followed by the linker. */
    private List<String> callbacks() {
        Set<String> names = new TreeSet<>();
        addCallbacks(type, names);
        return List.copyOf(names);
    }

    /** Also by way of others: the linker does not know what a library's class inherits from the JDK. */
    private void addCallbacks(TypeElement of, Set<String> to) {
        for (TypeMirror supertype : symbols.types.directSupertypes(of.asType())) {
            if (supertype instanceof DeclaredType declared) {
                TypeElement element = (TypeElement) declared.asElement();
                if (!symbols.isJdk(element)) {
                    addCallbacks(element, to);
                } else if (!symbols.binaryName(element).equals("java/lang/Object")) {
                    to.addAll(symbols.overridable(element));
                }
            }
        }
    }

    private @Nullable Element element(Tree member) {
        return trees.getElement(new TreePath(path, member));
    }

    private boolean isExplicit(Element element) {
        return symbols.elements.getOrigin(element) == Elements.Origin.EXPLICIT;
    }

    private void member(Tree member) {
        if (member instanceof ClassTree inner) {
            TypeElement innerType = (TypeElement) Objects.requireNonNull(element(inner));
            new ClassEncoder(symbols, trees, new TreePath(path, inner), inner, innerType, impure, to).encode();
        } else if (member instanceof MethodTree method) {
            ExecutableElement element = (ExecutableElement) Objects.requireNonNull(element(method));
            if (isExplicit(element)) {
                method(method, element);
            }
        } else if (member instanceof VariableTree field) {
            VariableElement element = (VariableElement) Objects.requireNonNull(element(field));
            if (isExplicit(element)) {
                field(field, element);
            }
        } else if (member instanceof BlockTree block) {
            (block.isStatic() ? statics : instances).encode(block);
            Unit unit = block.isStatic() ? staticInitializer : instanceInitializer;
            impure.note(unit.id, type, block, block.isStatic(), path, unit.references);
            if (block.isStatic()) {
                initializers.add(ClassUnits.BLOCK);
            }
        }
    }

    private void add(Unit unit) {
        if (memberIds.add(unit.id)) {
            members.add(unit);
        }
    }

    private void method(MethodTree method, ExecutableElement element) {
        Unit unit = new Unit("M:" + symbols.method(element));
        unit.startsAt(line(method));
        BodyEncoder body = encoder(unit);
        unit.text.append("(METHOD ").append(unit.id).append(' ');
        body.declarations().method(element);
        method.getParameters().forEach(body::declare);
        if (method.getBody() != null) {
            body.encode(method.getBody());
        }
        unit.references.add(staticInitializer.id);
        impure.note(unit.id, element, method, false, path, unit.references);
        if (element.getKind() == ElementKind.CONSTRUCTOR) {
            unit.references.add(instanceInitializer.id);
            unit.references.add(header.id);
        } else if (!element.getModifiers().contains(Modifier.STATIC)) {
            unit.references.add("@instance");
        }
        symbols.access(element).ifPresent(unit.references::add);
        add(unit);
    }

    private void field(VariableTree field, VariableElement element) {
        String fieldName = element.getSimpleName().toString();
        Unit unit = new Unit("F:" + name + "." + fieldName);
        unit.startsAt(line(field));
        BodyEncoder body = encoder(unit);
        unit.text.append("(FIELD ");
        body.declarations().field(element);
        Object constant = element.getConstantValue();
        if (constant != null) {
            constants.put(fieldName, SymbolEncoder.digest(constant));
        }
        if (element.getKind() == ElementKind.ENUM_CONSTANT) {
            enumConstant(field, element, unit);
        } else if (element.getModifiers().contains(Modifier.STATIC)) {
            staticField(field, element, unit, body);
            forSerialization(fieldName, constant, unit);
        } else {
            instanceField(field, element);
        }
        boolean isStatic = element.getModifiers().contains(Modifier.STATIC);
        Unit initializer = isStatic ? unit : instanceInitializer;
        impure.note(initializer.id, element, field, isStatic, path, initializer.references);
        add(unit);
    }

    private void enumConstant(VariableTree field, VariableElement element, Unit unit) {
        headers.declarations().enumConstant(element);
        staticInitializer.text.append(' ').append(element.getSimpleName()).append('=');
        statics.encode(field.getInitializer());
        initializers.add(ClassUnits.BLOCK);
        unit.references.add(staticInitializer.id);
    }

    private void staticField(VariableTree field, VariableElement element, Unit unit, BodyEncoder body) {
        Object constant = element.getConstantValue();
        unit.text.append(" =");
        if (constant != null) {
            unit.text.append(Constants.encode(constant));
            return;
        }
        body.encode(field.getInitializer());
        unit.references.add(staticInitializer.id);
        if (field.getInitializer() != null) {
            initializers.add(unit.id);
            if (effects.mayHave(field, element)) {
                staticInitializer.references.add(unit.id);
            }
        }
    }

    /** What serialisation looks for in a class by its name. */
    private void forSerialization(String fieldName, @Nullable Object constant, Unit unit) {
        if (fieldName.equals("serialVersionUID") && constant != null) {
            header.text.append(" serial:").append(Constants.encode(constant));
        } else if (fieldName.equals("serialPersistentFields")) {
            header.references.add(unit.id);
        }
    }

    private void instanceField(VariableTree field, VariableElement element) {
        headers.declarations().instanceField(element);
        if (field.getInitializer() != null) {
            instanceInitializer.text.append(' ').append(element.getSimpleName()).append('=');
            instances.encode(field.getInitializer());
        }
    }

    private void recordComponents() {
        for (RecordComponentElement component : type.getRecordComponents()) {
            headers.declarations().component(component);
            StringBuilder accessor = new StringBuilder("M:" + name + "." + component.getSimpleName() + "()");
            symbols.descriptors.descriptor(component.asType(), symbols::binaryName, accessor);
            header.references.add(accessor.toString());
        }
    }

    /** What the compiler adds: a default constructor, or that of a record. */
    private void implicitConstructor(ExecutableElement constructor) {
        Unit unit = new Unit("M:" + symbols.method(constructor));
        if (memberIds.contains(unit.id)) {
            return;
        }
        unit.text.append("(IMPLICIT_CTOR ").append(unit.id);
        if (type.getKind() == ElementKind.CLASS) {
            superclass()
                    .ifPresentReferable(each -> ElementFilter.constructorsIn(each.getEnclosedElements()).stream()
                            .filter(inherited -> inherited.getParameters().isEmpty() || inherited.isVarArgs())
                            .forEach(inherited -> unit.references.add("M:" + symbols.method(inherited))));
        }
        unit.references.addAll(List.of(instanceInitializer.id, staticInitializer.id, header.id));
        add(unit);
    }

    private Superclass superclass() {
        TypeMirror superclass = type.getSuperclass();
        return new Superclass(
                superclass instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null, symbols);
    }

    private record Superclass(@Nullable TypeElement element, Symbols symbols) {
        void ifPresentReferable(Consumer<TypeElement> action) {
            if (element != null && !symbols.isJdk(element)) {
                action.accept(element);
            }
        }
    }

    private long line(Tree at) {
        CompilationUnitTree unit = path.getCompilationUnit();
        SourcePositions positions = trees.getSourcePositions();
        LineMap lines = unit.getLineMap();
        long start = positions.getStartPosition(unit, at);
        return start < 0 || lines == null ? 0 : lines.getLineNumber(start);
    }
}
