package io.warecast.domain.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeriesKeyTest {

  @Test
  void groupSeriesAreKnownByTheirItem() {
    assertThat(SeriesKey.total("W").isGroup()).isTrue();
    assertThat(SeriesKey.category("W", "Dairy").itemId()).isEqualTo("_category:Dairy");
    assertThat(SeriesKey.category("W", "Dairy").isGroup()).isTrue();
    assertThat(new SeriesKey("W", "milk").isGroup()).isFalse();
  }

  @Test
  void reservedCharactersAreRefusedByName() {
    assertThatThrownBy(() -> new SeriesKey("W:1", "i"))
        .hasMessage("warehouse_id 'W:1' has the character ':' (U+003A), which is reserved");
    assertThatThrownBy(() -> new SeriesKey("W", "a|b")).hasMessageContaining("item_id");
    assertThatThrownBy(() -> new SeriesKey("W", " ")).hasMessage("item_id is empty");
    assertThatThrownBy(() -> new SeriesKey("W\n", "i")).hasMessageContaining("U+000A");
  }

  @Test
  void hashIsTheDocumentedOneAndSoTheSameInEveryJvm() {
    assertThat(new SeriesKey("W", "i").hashCode())
        .isEqualTo(0x9E3779B1 * "W".hashCode() + "i".hashCode());
  }

  @Test
  void aDayEndsInTheWarehousesTimeZoneAlsoWhenClocksChange() {
    Warehouse berlin = new Warehouse("BER", "DE", "Europe/Berlin");
    int shortDay = (int) LocalDate.of(2025, 3, 30).toEpochDay();
    assertThat(Instant.ofEpochMilli(berlin.endOfDay(shortDay)))
        .isEqualTo(Instant.parse("2025-03-30T21:59:59.999Z"));
    assertThat(berlin.endOfDay(shortDay) - berlin.endOfDay(shortDay - 1))
        .isEqualTo(23 * 3_600_000L);
  }

  @Test
  void anUnknownTimeZoneIsRefused() {
    assertThatThrownBy(() -> new Warehouse("W", "DE", "Berlin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Berlin' of warehouse W");
  }
}
