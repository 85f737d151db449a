package dev.paddock.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
  private static final Map<String, String> IMPORT_MAP = Map.of("lit", "/webjars/lit/index.js", "lit/", "/webjars/lit/");

  private static ModuleGraph of(Map<String, String> modules) {
    return new ModuleGraph(IMPORT_MAP, address -> Optional.ofNullable(modules.get(address)).map(Buffer::buffer));
  }

  @Test void a_module_needs_what_its_imports_need_too_each_once() {
    var graph = of(Map.of(
        "/pages/race-page.js", """
            // import './not-me.js' is a comment's only in the middle of a line
            import { html, nothing } from 'lit';
            import { state } from '../store.js';
            import '../components/race-view.js';
            import {
              points,
            } from "../words.js";
            const later = () => import('./later.js');
            """,
        "/components/race-view.js", "import { state } from '../store.js'; import { repeat } from 'lit/directives/repeat.js';",
        "/store.js", "export const state = {};", "/words.js", "export * from './store.js';", "/pages/later.js", "",
        "/webjars/lit/index.js", "import\"lit/html.js\";export*from\"lit/html.js\";", "/webjars/lit/html.js", "",
        "/webjars/lit/directives/repeat.js", ""));
    assertThat(graph.neededBy("/pages/race-page.js")).containsExactlyInAnyOrder("/webjars/lit/index.js", "/webjars/lit/html.js",
        "/store.js", "/components/race-view.js", "/webjars/lit/directives/repeat.js", "/words.js");
  }

  @Test void modules_that_need_each_other_end() {
    assertThat(of(Map.of("/a.js", "import './b.js';", "/b.js", "import './a.js';")).neededBy("/a.js")).containsExactly("/b.js");
  }

  @Test void what_is_not_there_is_not_asked_for() {
    assertThat(of(Map.of("/a.js", "import x from 'nowhere'; import './gone.js';")).neededBy("/a.js")).isEmpty();
  }
}
