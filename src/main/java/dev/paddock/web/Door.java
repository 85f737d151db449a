package dev.paddock.web;

/**
 * How clients are let in.
 *
 * @param limits  how much they may ask
 * @param proxies that say where they come from
 * @param origins other sites whose pages may be clients
 * @param repeats what was answered to requests that may come again
 * @param tls     whether they come by HTTPS only: browsers are told never to come otherwise
 */
public record Door(Limits limits, Proxies proxies, Origins origins, Repeats repeats, boolean tls) {
  /** For everybody, as often as he likes. */
  public static final Door OPEN = new Door(Limits.NONE, Proxies.NONE, Origins.NONE, Repeats.NONE, false);
}
