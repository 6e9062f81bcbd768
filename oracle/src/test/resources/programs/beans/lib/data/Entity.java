package data;

public abstract class Entity {
    private long id;
    protected String note = "new";

    protected Entity() {
        note = "made";
    }

    public long getId() {
        return id;
    }

    public void setId(long id) {
        this.id = Math.abs(id);
    }

    public boolean isFresh() {
        return note.equals("made");
    }
}
