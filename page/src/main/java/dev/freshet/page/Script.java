package dev.freshet.page;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's script, joined from modules. Each module becomes a function with its own scope, which returns the module's
 * exports. A module may import only from modules before it.
 */
final class Script {
    /** The modules of the graph page, in the order in which they are executed. */
    static final List<String> MODULES = List.of(
            "layers",
            "order",
            "place",
            "layout",
            "dom",
            "model",
            "spread",
            "subjects",
            "fold",
            "picture",
            "words",
            "progress",
            "draw",
            "camera",
            "view",
            "outline",
            "runs",
            "lineage",
            "preview",
            "editor",
            "sheet",
            "detail",
            "whatif",
            "timeline",
            "zoomed",
            "boxes",
            "log",
            "watched",
            "live",
            "panel",
            "renew",
            "keys",
            "theme",
            "unpack",
            "main");

    /** The modules of the page that shows reports. */
    static final List<String> REPORTS = List.of("dom", "paper", "reports");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (\\{[\\w, ]+}) from '\\./(\\w+)\\.js';$");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export ((?:async )?function|const) (\\w+)");

    /** Comments that have lines of their own; the page is smaller without them. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^ *(?://.*|/\\*(?s:.*?)\\*/)\n");

    private Script() {}

    static String text() {
        return text(MODULES);
    }

    static String text(List<String> modules) {
        StringBuilder script = new StringBuilder("'use strict';\n");
        modules.forEach(name -> script.append(module(name, Resources.text(name + ".js"))));
        return script.toString();
    }

    static String module(String name, String source) {
        List<String> exports =
                EXPORT.matcher(source).results().map(found -> found.group(2)).toList();
        String imported = IMPORT.matcher(COMMENT.matcher(source).replaceAll("")).replaceAll("const $1 = \\$$2;");
        String body = EXPORT.matcher(imported).replaceAll("$1 $2");
        return "const $" + name + " = (() => {\n" + body + "return {" + String.join(", ", exports) + "};\n})();\n";
    }

    /** Returns the modules that a module imports. */
    static List<String> imports(String source) {
        Matcher imports = IMPORT.matcher(source);
        return imports.results().map(found -> found.group(2)).toList();
    }
}
