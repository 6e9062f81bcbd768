package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LocalSparkTest {
    @Test
    void localSession_counts() {
        SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
        try {
            assertThat(session.range(10).count()).isEqualTo(10);
        } finally {
            session.stop();
        }
    }
}
