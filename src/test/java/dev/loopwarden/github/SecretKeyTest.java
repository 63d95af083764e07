package dev.loopwarden.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

final class SecretKeyTest {

  private static final Secret TEXT = new Secret("ghu_ü");

  private final SecretKey key = SecretKey.of(new Secret(Base64.getEncoder().encodeToString(new byte[32]) + "\n"));

  @Test
  void whatIsSealedOpensAgainAndNeverLooksTheSame() {
    String sealed = key.seal(TEXT, "token 1");
    assertThat(key.open(sealed, "token 1").orElseThrow().reveal()).isEqualTo("ghu_ü");
    assertThat(key.seal(TEXT, "token 1")).isNotEqualTo(sealed);
    assertThat(sealed).doesNotContain("ghu");
  }

  @Test
  void anotherPurposeAnotherKeyAndAChangedTextDoNotOpen() {
    String sealed = key.seal(TEXT, "token 1");
    assertThat(key.open(sealed, "token 2")).isEmpty();
    assertThat(SecretKey.random().open(sealed, "token 1")).isEmpty();
    assertThat(key.open(sealed.substring(1), "token 1")).isEmpty();
    assertThat(key.open("", "token 1")).isEmpty();
    assertThat(key.open("no base64!", "token 1")).isEmpty();
  }

  @Test
  void aKeyOfAnotherSizeIsRefusedWithAWayOut() {
    assertThatThrownBy(() -> SecretKey.of(new Secret("short"))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("openssl rand");
    assertThatThrownBy(() -> SecretKey.of(new Secret(Base64.getEncoder().encodeToString(new byte[16])))).hasMessageContaining("32 bytes");
  }
}
