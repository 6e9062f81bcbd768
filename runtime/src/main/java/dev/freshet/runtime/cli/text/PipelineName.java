package dev.freshet.runtime.cli.text;

import dev.freshet.runtime.plan.CompiledPipeline;

/**
 * Names pipelines for people. The state names a pipeline by its generated class, such as {@code demo.SalesPipeline};
 * people read {@code Sales}.
 *
 * @param own the pipeline of this program, which may have a name of its own
 */
public record PipelineName(CompiledPipeline own) {
    private static final String SUFFIX = "Pipeline";

    /** Returns the name of a pipeline by its id. */
    public String of(String id) {
        if (id.equals(own.id())) {
            return own.name();
        }
        String type = id.substring(id.lastIndexOf('.') + 1);
        return type.endsWith(SUFFIX) && type.length() > SUFFIX.length()
                ? type.substring(0, type.length() - SUFFIX.length())
                : type;
    }

    /** Returns the name of a pipeline and its environment. */
    public String of(String id, String environment) {
        return of(id) + " (" + environment + ")";
    }

    /** Returns the name of a pipeline and its environment by the key that claims have. */
    public String ofKey(String key) {
        int at = key.lastIndexOf('@');
        return at < 0 ? of(key) : of(key.substring(0, at), key.substring(at + 1));
    }
}
