package init;

import kit.Log;

enum Stage {
    RAW("r", 1),
    CLEAN("c", 2) {
        @Override
        String label() {
            return super.label() + "!";
        }
    },
    DONE("d", RAW.weight + CLEAN.weight);

    static final Stage[] ALL = values();
    static final Stage LAST;

    static {
        LAST = ALL[ALL.length - 1];
        Log.add("stage");
    }

    final String code;
    final int weight;

    Stage(String code, int weight) {
        this.code = code;
        this.weight = weight;
    }

    String label() {
        return code + ordinal();
    }
}
