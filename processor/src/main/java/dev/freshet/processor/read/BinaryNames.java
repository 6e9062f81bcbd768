package dev.freshet.processor.read;

import dev.freshet.ParameterNames;
import dev.freshet.processor.model.PipelineModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds the names of parameters: in the source or, for a class that was compiled before, in its generated class. */
final class BinaryNames {
    private final Map<String, List<String>> byMethod = new HashMap<>();
    private final CodeReader codes;

    private BinaryNames(CodeReader codes) {
        this.codes = codes;
    }

    static BinaryNames none(CodeReader codes) {
        return new BinaryNames(codes);
    }

    static BinaryNames of(TypeElement holder, Elements elements, CodeReader codes) {
        BinaryNames names = new BinaryNames(codes);
        TypeElement generated = elements.getTypeElement(PipelineModel.generatedName(holder, elements));
        if (generated != null) {
            Annotated.of(generated, ParameterNames.class)
                    .flatMap(annotation -> annotation.strings("value"))
                    .ifPresent(
                            texts -> texts.forEach(text -> text.value().lines().forEach(names::add)));
        }
        return names;
    }

    private void add(String line) {
        String[] words = line.split(" ");
        byMethod.put(words[0], List.of(words).subList(1, words.length));
    }

    /** Returns the name of a method's parameter. */
    String of(ExecutableElement method, int parameter) {
        List<String> names = byMethod.isEmpty() ? List.of() : byMethod.getOrDefault(codes.unit(method), List.of());
        return parameter < names.size()
                ? names.get(parameter)
                : method.getParameters().get(parameter).getSimpleName().toString();
    }
}
