package dev.freshet.runtime.team;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** People who run at the same time. */
record Crowd(List<Member> members, List<Told> told) {
    private static final int LONGEST = 120;

    List<Ran> run(Runs runs) {
        ExecutorService threads = Executors.newFixedThreadPool(members.size());
        try {
            CyclicBarrier start = new CyclicBarrier(members.size());
            List<Future<Ran>> running = new ArrayList<>();
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                Told one = told.get(i);
                Map<String, String> before = member.files(one.environment());
                Callable<Ran> task = () -> {
                    start.await(LONGEST, TimeUnit.SECONDS);
                    return runs.run(member, one, before);
                };
                running.add(threads.submit(task));
            }
            List<Ran> all = new ArrayList<>();
            for (Future<Ran> one : running) {
                all.add(one.get(LONGEST, TimeUnit.SECONDS));
            }
            return all.stream().map(Ran::later).toList();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(String.valueOf(e), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
