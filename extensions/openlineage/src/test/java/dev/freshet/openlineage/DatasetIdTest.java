package dev.freshet.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as OpenLineage's naming specification has them. */
final class DatasetIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /data/flights.csv                                  | file                    | /data/flights.csv
            /data/days/*.csv                                   | file                    | /data/days
            C:/data/flights.csv                                | file                    | C:/data/flights.csv
            s3://bucket/data/flights.csv                       | s3://bucket             | data/flights.csv
            s3:https://storage.example.com:9000//bucket/a/b    | s3://bucket             | a/b
            s3://bucket/days/*.csv                             | s3://bucket             | days
            gs://bucket/data/flights.csv                       | gs://bucket             | data/flights.csv
            gs:http://127.0.0.1:4443//bucket/k                 | gs://bucket             | k
            jdbc:postgresql://db.example.com:5433/air table public.flights | postgres://db.example.com:5433 | air.public.flights
            jdbc:postgresql://db.example.com/air table public.flights      | postgres://db.example.com:5432 | air.public.flights
            jdbc:postgresql://db.example.com/air reader table flights      | postgres://db.example.com:5432 | air.flights
            shelf of books                                     | freshet                 | shelf of books
            """)
    void place_hasTheNameThatOtherToolsGiveIt(String place, String namespace, String name) {
        assertThat(DatasetId.of(place)).isEqualTo(new DatasetId(namespace, name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://git.example.com/air/flights.git               | https://git.example.com/air/flights.git
            https://me:hunter2@git.example.com/air/flights.git    | https://git.example.com/air/flights.git
            git@git.example.com:air/flights.git                   | ssh://git.example.com/air/flights.git
            ssh://git@git.example.com:22/air/flights.git          | ssh://git.example.com:22/air/flights.git
            """)
    void remote_isAUrlWithoutCredentials(String remote, URI expected) {
        assertThat(SourceCode.address(remote)).contains(expected);
    }

    @Test
    void remote_onThisMachine_isNotTold() {
        assertThat(SourceCode.address("/srv/git/flights.git")).isEmpty();
        assertThat(SourceCode.address("../flights")).isEmpty();
    }
}
