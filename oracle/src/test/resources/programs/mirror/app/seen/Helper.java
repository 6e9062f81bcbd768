package seen;

import mark.Marked;

/** A class that only an annotation names. */
@Marked(part = @Marked.Part(7))
class Helper {
    static final String NAME = "help" + 1;

    String help() {
        return NAME;
    }

    @Deprecated
    int old(@Marked("p") int value) {
        return value;
    }
}
