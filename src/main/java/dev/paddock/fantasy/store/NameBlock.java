package dev.paddock.fantasy.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The names of neighbouring teams and their players in one piece of memory: a string of its own would take more than its letters. */
public final class NameBlock {
  /** That many ids are neighbours. */
  public static final int IDS = 512;

  private final byte[] text;
  private final int[] ends; // by id: of the team's name, then of the player's; the one before where there is no team

  private NameBlock(byte[] text, int[] ends) {
    this.text = text;
    this.ends = ends;
  }

  /** The first id of the block that an id is in. */
  public static long first(long id) {
    return id - Math.floorMod(id, IDS);
  }

  /** What a team and its player are called; empty if there is none of that id. */
  public Optional<List<String>> of(long id) {
    int at = 2 * Math.floorMod(id, IDS);
    return has(id) ? Optional.of(List.of(name(begin(at), ends[at]), name(ends[at], ends[at + 1]))) : Optional.empty();
  }

  /** Whether there is a team of that id. */
  public boolean has(long id) {
    int at = 2 * Math.floorMod(id, IDS);
    return begin(at) < ends[at + 1];
  }

  private int begin(int at) {
    return at == 0 ? 0 : ends[at - 1];
  }

  private String name(int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  /** A block that is being written, in the order of ids. */
  public static final class Filling {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final int[] ends = new int[2 * IDS];
    private int next;

    public void add(long id, String team, String player) {
      int at = 2 * Math.floorMod(id, IDS);
      Arrays.fill(ends, next, at, text.size());
      text.writeBytes(team.getBytes(StandardCharsets.UTF_8));
      ends[at] = text.size();
      text.writeBytes(player.getBytes(StandardCharsets.UTF_8));
      ends[at + 1] = text.size();
      next = at + 2;
    }

    public NameBlock done() {
      Arrays.fill(ends, next, ends.length, text.size());
      return new NameBlock(text.toByteArray(), ends);
    }
  }
}
