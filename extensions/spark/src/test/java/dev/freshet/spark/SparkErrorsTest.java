package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What is said of failures on executors; starts no Spark. */
final class SparkErrorsTest {
    private static String described(Throwable cause) {
        return SparkErrors.describe(new SparkException("Job aborted due to stage failure: Task 0 in stage 1.0", cause));
    }

    /** What Spark says of a lambda in a class that executors do not have. */
    @Test
    void lambdaOfAClassThatExecutorsDoNotHave_isExplained() {
        assertThat(described(
                        new ClassCastException("cannot assign instance of java.lang.invoke.SerializedLambda to field"
                                + " org.apache.spark.rdd.MapPartitionsRDD.f of type scala.Function3 in instance of"
                                + " org.apache.spark.rdd.MapPartitionsRDD")))
                .isEqualTo(
                        "executors do not have the classes of the program, in which they would run a lambda; name the jar"
                                + " of the program in spark.jars of spark.yml, or start the program with spark-submit");
        assertThat(described(new ClassCastException("class A cannot be cast to class B")))
                .isEqualTo("class A cannot be cast to class B");
    }

    @Test
    void classThatExecutorsDoNotHave_isNamed() {
        assertThat(described(new ClassNotFoundException("org.example.Flight")))
                .isEqualTo(
                        "Spark finds no class org.example.Flight; if executors lack it, name the jar of the program in"
                                + " spark.jars of spark.yml, or start the program with spark-submit");
    }
}
