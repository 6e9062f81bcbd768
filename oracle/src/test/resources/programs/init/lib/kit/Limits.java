package kit;

/** Constants, which the compiler copies, and values that it cannot. */
public interface Limits {
    int LOW = 3;
    int HIGH = LOW * 4 + 1;
    String UNIT = "k" + "m";
    double RATE = Double.parseDouble("1.5");
    Integer BOXED = 7;
    boolean TOUCHED = Log.add("limits");

    default int clamp(int value) {
        return value < LOW ? LOW : Math.min(value, HIGH);
    }
}
