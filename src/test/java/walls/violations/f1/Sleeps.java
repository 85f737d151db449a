package walls.violations.f1;

/** Planted: a wall must stop it. */
public final class Sleeps {
  public void aMoment() throws InterruptedException {
    Thread.sleep(1);
  }
}
