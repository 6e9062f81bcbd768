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
import dev.freshet.fingerprint.Mark;
import dev.freshet.fingerprint.Reference;
import dev.freshet.processor.impure.ImpureFinder;
import dev.freshet.processor.impure.ImpureUses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final List<Reference> initializers = new ArrayList<>();
    private final Set<Reference> memberIds = new HashSet<>();
    private final Map<String, String> constants = new TreeMap<>();
    private final BodyEncoder headers;
    private final BodyEncoder statics;
    private final BodyEncoder instances;
    private final SideEffects effects;
    /** Whether the initialiser of a static field may do more than give the field its value. */
    private boolean hasFieldWithEffect;

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
        header = new Unit(Reference.header(name));
        staticInitializer = new Unit(Reference.staticInitializer(name));
        instanceInitializer = new Unit(Reference.instanceInitializer(name));
        headers = encoder(header, false);
        statics = encoder(staticInitializer, true);
        instances = encoder(instanceInitializer, false);
        effects = new SideEffects(symbols, trees, path, type);
    }

    private BodyEncoder encoder(Unit unit, boolean isStaticInitializer) {
        return new BodyEncoder(
                new UnitContext(unit, symbols, trees, path, type), new ImpureFinder(trees, path, isStaticInitializer));
    }

    void encode() {
        List<String> supertypes = header();
        for (String each : supertypes) {
            initializers.add(Reference.staticInitializer(each));
        }
        staticInitializer.references.addAll(initializers);
        int place = to.size();
        for (Tree member : tree.getMembers()) {
            member(member);
        }
        recordComponents();
        for (Element member : type.getEnclosedElements()) {
            if (member.getKind() == ElementKind.CONSTRUCTOR) {
                implicitConstructor((ExecutableElement) member);
            }
        }
        defaultMethods();
        members.add(header);
        members.add(staticInitializer);
        members.add(instanceInitializer);
        Unit seen = new ReflectionEncoder(symbols, trees, path, type).encode();
        if (seen != null) {
            members.add(seen);
        }
        to.add(
                place,
                new ClassUnits(
                        name,
                        type.getKind().name(),
                        supertypes,
                        callbacks(),
                        constants,
                        List.copyOf(initializers),
                        units()));
    }

    private List<CodeUnit> units() {
        List<CodeUnit> units = new ArrayList<>(members.size());
        members.sort(Unit.BY_ID);
        for (Unit member : members) {
            if (!member.isEmpty()) {
                units.add(member.finish());
            }
        }
        return List.copyOf(units);
    }

    private List<String> header() {
        header.startsAt(line(tree));
        header.references.add(staticInitializer.id);
        header.text.append("(TYPE ");
        headers.declarations().type(type);
        headers.typeUses().encode(tree);
        List<String> supertypes = new ArrayList<>();
        if (type.getSuperclass().getKind() == TypeKind.DECLARED) {
            supertype(type.getSuperclass(), supertypes);
        }
        for (TypeMirror each : type.getInterfaces()) {
            supertype(each, supertypes);
        }
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
        if (type.getKind().isInterface() && hasFieldWithEffect && hasDefaultMethod()) {
            staticInitializer.text.append(" default");
        }
    }

    private boolean hasDefaultMethod() {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Set<Modifier> modifiers = method.getModifiers();
            if (!modifiers.contains(Modifier.ABSTRACT) && !modifiers.contains(Modifier.STATIC)) {
                return true;
            }
        }
        return false;
    }

    /** What code of the JDK may call on objects of this class; supertypes of the project are followed by the linker. */
    private List<String> callbacks() {
        Set<String> names = new TreeSet<>();
        addCallbacks(type, names);
        return List.copyOf(names);
    }

    /** Also by way of others: the linker does not know what a library's class inherits from the JDK. */
    private void addCallbacks(TypeElement of, Set<String> to) {
        addCallbacks(of.getSuperclass(), to);
        for (TypeMirror each : of.getInterfaces()) {
            addCallbacks(each, to);
        }
    }

    private void addCallbacks(TypeMirror supertype, Set<String> to) {
        if (supertype instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            if (!symbols.isJdk(element)) {
                addCallbacks(element, to);
            } else if (!symbols.binaryName(element).equals("java/lang/Object")) {
                to.addAll(symbols.overridable(element));
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
            BodyEncoder code = block.isStatic() ? statics : instances;
            code.encode(block);
            Unit unit = block.isStatic() ? staticInitializer : instanceInitializer;
            impure.note(unit.id, type, block, path, code.impure(), unit.marks);
            if (block.isStatic()) {
                initializers.add(Reference.STATIC_BLOCK);
            }
        }
    }

    private void add(Unit unit) {
        if (memberIds.add(unit.id)) {
            members.add(unit);
        }
    }

    private void method(MethodTree method, ExecutableElement element) {
        Unit unit = new Unit(symbols.methodReference(element));
        unit.startsAt(line(method));
        BodyEncoder body = encoder(unit, false);
        unit.text.append("(METHOD ").append(unit.id).append(' ');
        body.declarations().method(element);
        body.typeUses().encode(method);
        for (VariableTree parameter : method.getParameters()) {
            body.declare(parameter);
        }
        if (method.getBody() != null) {
            body.encode(method.getBody());
        }
        unit.references.add(staticInitializer.id);
        impure.note(unit.id, element, method, path, body.impure(), unit.marks);
        impure.node(element, symbols.method(element));
        if (element.getKind() == ElementKind.CONSTRUCTOR) {
            unit.references.add(instanceInitializer.id);
            unit.references.add(header.id);
        } else if (!element.getModifiers().contains(Modifier.STATIC)) {
            unit.marks.add(Mark.Flag.INSTANCE);
        }
        Mark access = symbols.access(element);
        if (access != null) {
            unit.marks.add(access);
        }
        add(unit);
    }

    private void field(VariableTree field, VariableElement element) {
        String fieldName = symbols.names.text(element.getSimpleName());
        boolean isStatic = element.getModifiers().contains(Modifier.STATIC);
        Unit unit = new Unit(Reference.field(name, fieldName));
        unit.startsAt(line(field));
        BodyEncoder body = encoder(unit, isStatic);
        unit.text.append("(FIELD ");
        body.declarations().field(element);
        Object constant = element.getConstantValue();
        if (constant != null) {
            constants.put(fieldName, SymbolEncoder.digest(constant));
        }
        if (element.getKind() == ElementKind.ENUM_CONSTANT) {
            enumConstant(field, element, fieldName, unit);
        } else if (isStatic) {
            staticField(field, element, unit, body);
            forSerialization(fieldName, constant, unit);
        } else {
            instanceField(field, element, fieldName);
        }
        Unit initializer = isStatic ? unit : instanceInitializer;
        BodyEncoder code = !isStatic ? instances : element.getKind() == ElementKind.ENUM_CONSTANT ? statics : body;
        impure.note(initializer.id, element, field, path, code.impure(), initializer.marks);
        add(unit);
    }

    private void enumConstant(VariableTree field, VariableElement element, String fieldName, Unit unit) {
        headers.declarations().enumConstant(element);
        staticInitializer.text.append(' ').append(fieldName).append('=');
        statics.encode(field.getInitializer());
        initializers.add(Reference.STATIC_BLOCK);
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
                hasFieldWithEffect = true;
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

    private void instanceField(VariableTree field, VariableElement element, String fieldName) {
        headers.declarations().instanceField(element);
        if (field.getInitializer() != null) {
            instanceInitializer.text.append(' ').append(fieldName).append('=');
            instances.encode(field.getInitializer());
        }
    }

    private void recordComponents() {
        for (RecordComponentElement component : type.getRecordComponents()) {
            headers.declarations().component(component);
            StringBuilder accessor = new StringBuilder(component.getSimpleName()).append("()");
            symbols.descriptors.descriptor(component.asType(), symbols, accessor);
            header.references.add(Reference.method(name, accessor.toString()));
        }
    }

    /** What the compiler adds: a default constructor, or that of a record. */
    private void implicitConstructor(ExecutableElement constructor) {
        Unit unit = new Unit(symbols.methodReference(constructor));
        if (memberIds.contains(unit.id)) {
            return;
        }
        unit.text.append("(IMPLICIT_CTOR ").append(unit.id);
        if (type.getKind() == ElementKind.CLASS) {
            superConstructors(unit);
        }
        unit.references.add(instanceInitializer.id);
        unit.references.add(staticInitializer.id);
        unit.references.add(header.id);
        add(unit);
    }

    /** Those that a constructor without code may call. */
    private void superConstructors(Unit unit) {
        if (type.getSuperclass() instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement superclass
                && !symbols.isJdk(superclass)) {
            for (ExecutableElement inherited : ElementFilter.constructorsIn(superclass.getEnclosedElements())) {
                if (inherited.getParameters().isEmpty() || inherited.isVarArgs()) {
                    unit.references.add(symbols.methodReference(inherited));
                }
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
