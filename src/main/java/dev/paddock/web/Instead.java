package dev.paddock.web;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** Stands in for another object where a library leaves no other way in: does one thing its own way, and all else as the other does. */
final class Instead {
  private Instead() {}

  /** @param type an interface; {@code own} is called with the arguments of every method of that name */
  static <T> T of(Class<T> type, T other, String method, Function<Object[], Object> own) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
      if (called.getName().equals(method)) return own.apply(arguments);
      try {
        return called.invoke(other, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }));
  }
}
