package init;

import kit.Log;

/** Calls an overridable method while it is being constructed. */
abstract class Base {
    static final String TAG = Log.note("base", "b");
    protected String text = "base";
    private final int first = order("first");
    private int second = order("second");

    {
        text = text + "-block";
    }

    Base(int start) {
        second += start;
        text += describe();
    }

    abstract String describe();

    static int order(String name) {
        Log.add(name);
        return name.length();
    }

    int sum() {
        return first * 10 + second;
    }
}
