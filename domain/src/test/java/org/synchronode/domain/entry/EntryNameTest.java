package org.synchronode.domain.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "50%.txt",
        "a#b?c;d",
        " lead",
        "trail ",
        "...",
        ".x",
        "e\u0301",
        "\uD83D\uDE00",
        "a\nb"
      })
  void whateverAFileSystemHoldsIsAName(String name) {
    assertThat(new EntryName(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "/", "a\0b"})
  void whatWouldLeaveTheFolderIsNone(String name) {
    assertThatThrownBy(() -> new EntryName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthIsCountedInBytesOfUtf8() {
    assertThat(new EntryName("ü".repeat(127)).value()).hasSize(127);
    assertThatThrownBy(() -> new EntryName("ü".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EntryName("\uD83D")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void composedAndDecomposedSpellingsHaveTheSameCanonicalForm() {
    assertThat(new EntryName("e\u0301").canonical()).isEqualTo(new EntryName("\u00e9").canonical());
    assertThat(new EntryName("e\u0301")).isNotEqualTo(new EntryName("\u00e9"));
  }

  @Test
  void aPathIsReadAsItStands() {
    assertThat(EntryPath.parse("a/50%2F/c")).isEqualTo(EntryPath.of("a", "50%2F", "c"));
    assertThat(EntryPath.parse("")).isEqualTo(EntryPath.ROOT);
    assertThatThrownBy(() -> EntryPath.parse("a//b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryPath.parse("a/../b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
