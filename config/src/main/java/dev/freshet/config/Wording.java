package dev.freshet.config;

/** How messages name what whoever starts a run can do: in the words of Java, or of a command line. */
public interface Wording {
    /** The words of Java. */
    Wording JAVA = new Wording() {
        @Override
        public String parameter(String path) {
            return "Run.parameter(\"" + path + "\")";
        }

        @Override
        public String parameter(String path, String value) {
            return "Run.parameter(\"" + path + "\", \"" + value + "\")";
        }
    };

    /** Names a parameter that a run was given. */
    String parameter(String path);

    /** How a run is given a parameter. */
    String parameter(String path, String value);
}
