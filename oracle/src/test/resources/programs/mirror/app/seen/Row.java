package seen;

import java.util.List;
import java.util.Optional;
import mark.Marked;
import mark.Marks.Grade;
import mark.Marks.Positive;

@Marked(grades = {Grade.HIGH, Grade.LOW}, part = @Marked.Part(5))
record Row(@Marked("id") long id, List<@Positive String> names, Optional<Grade> grade) {
    Row {
        names = List.copyOf(names);
    }

    @Marked(level = 4 + 1)
    int count() {
        return names.size();
    }
}
