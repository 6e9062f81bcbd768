package dev.freshet.runtime.export;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Limits how many tasks use a named resource at the same time. */
record Locks(Schedule schedule) {
    /**
     * Returns how many tasks of each resource can run at the same time. An engine counts tasks only, so each task
     * counts as the one that takes most.
     */
    SortedMap<String, Integer> counted() {
        SortedMap<String, Integer> most = new TreeMap<>();
        schedule.tasks().forEach(task -> task.uses().forEach((name, amount) -> most.merge(name, amount, Math::max)));
        SortedMap<String, Integer> counts = new TreeMap<>();
        most.forEach((name, amount) ->
                counts.put(name, Math.max(1, schedule.deployment().capacities().getOrDefault(name, amount) / amount)));
        return counts;
    }

    /**
     * A pool, of which a task takes slots.
     *
     * @param resources the names of its resources
     * @param slots the number of slots
     * @param isShared whether a task needs several of the resources; then each task takes the only slot
     */
    record Pool(List<String> resources, int slots, boolean isShared) {
        String name() {
            return String.join("-", resources);
        }

        int slots(Task task) {
            return isShared ? 1 : task.uses().getOrDefault(resources.get(0), 1);
        }
    }

    /** Returns the pool of each resource, for an engine in which a task has at most one pool. */
    SortedMap<String, Pool> pools() {
        SortedMap<String, TreeSet<String>> together = new TreeMap<>();
        schedule.tasks().forEach(task -> {
            TreeSet<String> all = new TreeSet<>();
            task.uses().keySet().forEach(name -> {
                all.add(name);
                all.addAll(together.getOrDefault(name, new TreeSet<>()));
            });
            all.forEach(name -> together.put(name, all));
        });
        SortedMap<String, Pool> pools = new TreeMap<>();
        together.forEach((name, all) -> pools.put(name, pool(List.copyOf(all))));
        return pools;
    }

    private Pool pool(List<String> resources) {
        boolean isShared = resources.size() > 1;
        int capacity = schedule.deployment().capacities().getOrDefault(resources.get(0), 1);
        return new Pool(resources, isShared ? 1 : capacity, isShared);
    }
}
