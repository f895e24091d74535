package io.warecast.domain.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.DayKind;
import io.warecast.domain.covariate.PriceChange;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.series.SeriesKey;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageJsonTest {

  private static final SeriesKey KEY = new SeriesKey("zürich", "item 'x' \"y\"");
  private static final int DAY = (int) LocalDate.of(2026, 1, 31).toEpochDay();

  @Test
  void readsWhatItWrote() throws Exception {
    for (PriceChange change :
        new PriceChange[] {
          new PriceChange(KEY, DAY, 0.1f, true), new PriceChange(KEY, DAY, Float.NaN, false)
        }) {
      assertThat(PriceChangeJson.read(PriceChangeJson.write(change))).isEqualTo(change);
    }
    CalendarEvent event = new CalendarEvent("east", DAY, DayKind.CLOSURE, "Stock-taking");
    assertThat(CalendarEventJson.read(CalendarEventJson.write(event))).isEqualTo(event);
    for (WeatherForecast weather :
        new WeatherForecast[] {
          new WeatherForecast("east", DAY, DAY - 3, -7.3f, 0),
          new WeatherForecast("east", DAY, DAY, Float.NaN, Float.NaN)
        }) {
      assertThat(WeatherForecastJson.read(WeatherForecastJson.write(weather))).isEqualTo(weather);
    }
    for (String warehouse : new String[] {"", "east"}) {
      ModelActivation activation = new ModelActivation("demand", "20260131-1", warehouse);
      assertThat(ModelActivationJson.read(ModelActivationJson.write(activation)))
          .isEqualTo(activation);
    }
    for (WhatIf whatIf :
        new WhatIf[] {WhatIf.NOTHING, new WhatIf(1.1f, false, -3.3f, 0f), price(2.5f)}) {
      ForecastRequest request =
          new ForecastRequest("r-1", SeriesKey.total("east"), DAY, 28, "latest", whatIf);
      assertThat(ForecastRequestJson.read(ForecastRequestJson.write(request))).isEqualTo(request);
      ForecastRequest why =
          new ForecastRequest("r-1", SeriesKey.total("east"), DAY, 28, "latest", whatIf, true);
      assertThat(ForecastRequestJson.read(ForecastRequestJson.write(why))).isEqualTo(why);
    }
  }

  private static WhatIf price(float price) {
    return new WhatIf(price, null, null, null);
  }

  @Test
  void aReplyCarriesItsForecastOrItsRefusal() throws Exception {
    Forecast forecast =
        new Forecast(
            KEY,
            DAY,
            1_769_900_399_999L,
            3,
            1_769_900_399_999L,
            1_769_900_400_123L,
            Tier.MODEL,
            Method.XGBOOST,
            "v1",
            new float[] {1.1f, 16_777_216f, 1e-30f},
            new float[] {0.1f, 0.9f},
            new float[][] {{0, 0.1f, 0}, {2, 3.3f, 1e30f}});
    ForecastReply reply = ForecastReply.of("r-1", forecast);
    ForecastReply read = ForecastReplyJson.read(ForecastReplyJson.write(reply));
    assertThat(read).usingRecursiveComparison().isEqualTo(reply);

    ForecastReply explained =
        ForecastReply.of(
            "r-1",
            forecast,
            new Explanation(
                new String[] {"level", "price"}, new float[][] {{1, .1f}, {2, -3e-7f}, {0, 0}}));
    assertThat(ForecastReplyJson.read(ForecastReplyJson.write(explained)))
        .usingRecursiveComparison()
        .isEqualTo(explained);

    ForecastReply refused = ForecastReply.refused("r-2", "unknown_series", "no east|x");
    assertThat(ForecastReplyJson.read(ForecastReplyJson.write(refused))).isEqualTo(refused);
  }

  @Test
  void optionalFieldsMayBeMissingOrNullAndUnknownOnesArePassedOver() throws Exception {
    assertThat(
            PriceChangeJson.read(
                bytes(
                    "{'warehouse_id':'e','item_id':'i','from_date':'2026-01-31','price':null,'x':[1]}")))
        .isEqualTo(new PriceChange(new SeriesKey("e", "i"), DAY, Float.NaN, false));
    assertThat(
            ForecastRequestJson.read(
                bytes(
                    "{'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':7,'what_if':null}")))
        .isEqualTo(
            new ForecastRequest("r", new SeriesKey("e", "i"), DAY, 7, "latest", WhatIf.NOTHING));
  }

  @Test
  void noBytesAreEmptyAndNoTextIsMalformed() {
    assertThat(refusal("price", new byte[0]).reason()).isEqualTo(RefusalReason.EMPTY);
    byte[][] none = {
      {0},
      {(byte) 0xff, (byte) 0xfe, 0, 0, 1, 2},
      {'{', '"', (byte) 0xc3, (byte) 0x28, '"'},
      "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII),
      ("{\"price\":" + "9".repeat(5_000) + "}").getBytes(StandardCharsets.US_ASCII)
    };
    for (byte[] message : none) {
      RefusedException refused = refusal("price", message);
      assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
      assertThat(refused.detail()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "price | {                     | MALFORMED | not JSON",
        "price | {'price':NaN}         | MALFORMED | NaN",
        "price | {'price':1}{}         | MALFORMED | not JSON",
        "price | {'price':1,'price':2} | MALFORMED | price",
        "price | []                    | INVALID | object",
        "price | 'text'                | INVALID | object",
        "price | null                  | INVALID | object",
        "price | {}                    | INVALID | warehouse_id is missing",
        "price | {'warehouse_id':7}    | INVALID | warehouse_id is not a string",
        "price | {'warehouse_id':'e','item_id':' '}   | INVALID | item_id is missing or empty",
        "price | {'warehouse_id':'e:f','item_id':'i'} | INVALID | reserved",
        "price | {'warehouse_id':'\\ud800'} | INVALID | warehouse_id has half a surrogate pair",
        "price | {'warehouse_id':'e','item_id':'_total'} | INVALID | reserved for groups",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'31.1.2026'} | INVALID | from_date is not a date",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'2026-02-30'} | INVALID | from_date is not a date",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'+999999999-12-31'} | INVALID | from_date is not a day",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'1999-12-31'} | INVALID | from_date is not a day",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'2026-01-31','price':'1'} | INVALID | price is not a number",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'2026-01-31','price':-1} | INVALID | price is less than",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'2026-01-31','price':1e99} | INVALID | price is beyond",
        "price | {'warehouse_id':'e','item_id':'i','from_date':'2026-01-31','price':1,'promoted':1} | INVALID | promoted is not true or false",
        "event | {'warehouse_id':'e','date':'2026-01-31','kind':'PARTY','name':'n'} | INVALID | kind is not one of",
        "event | {'warehouse_id':'e','date':'2026-01-31','kind':'EVENT'} | INVALID | name is missing",
        "weather | {'warehouse_id':'e','date':'2026-01-31','issued_date':'2026-01-30','temperature':-300} | INVALID | temperature",
        "weather | {'warehouse_id':'e','date':'2026-01-31'} | INVALID | issued_date",
        "model | {'model_name':'../x','version':'1'} | INVALID | model_name",
        "model | {'model_name':'demand','version':'a/b'} | INVALID | version",
        "model | {'model_name':'demand'} | INVALID | version is missing",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31'} | INVALID | horizon_days",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':0} | INVALID | horizon_days is not from 1",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':99999999999} | INVALID | horizon_days is not from",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':7.5} | INVALID | horizon_days",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':7,'what_if':[]} | INVALID | what_if is not an object",
        "request | {'request_id':'r','warehouse_id':'e','item_id':'i','forecast_date':'2026-01-31','horizon_days':7,'what_if':{'price':true}} | INVALID | what_if.price is not a number",
        "reply | {'request_id':'r'} | INVALID | error is missing",
        "reply | {'request_id':'r','forecast':{}} | INVALID | forecast is none",
      })
  void refusesWhatCannotBeUsed(String type, String json, RefusalReason reason, String detail) {
    RefusedException refused = refusal(type, bytes(json));
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.detail()).contains(detail);
  }

  private static RefusedException refusal(String type, byte[] message) {
    Map<String, Reader> readers =
        Map.of(
            "price", PriceChangeJson::read,
            "event", CalendarEventJson::read,
            "weather", WeatherForecastJson::read,
            "model", ModelActivationJson::read,
            "request", ForecastRequestJson::read,
            "reply", ForecastReplyJson::read);
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> readers.get(type).read(message));
    assertThat(refused).isNotNull();
    return refused;
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  private interface Reader {
    Object read(byte[] message) throws RefusedException;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'request_id':'r-1','warehouse_id':'e' | r-1",
        "{'warehouse_id':{'a':[1]},'request_id':'r-1',,, | r-1",
        "{'request_id':'r-1','horizon_days':'seven'} | r-1",
        "{'what_if':{'request_id':'r-2'},'request_id':'r-1'} | r-1",
        "{'horizon_days':,'request_id':'r-1'} | ''",
        "{'request_id':17,'horizon_days':1} | ''",
        "{'request_id':'  '} | ''",
        "{'what_if':{'request_id':'r-2'}} | ''",
        "['request_id','r-1'] | ''",
        "request_id r-1 | ''",
      })
  void findsTheIdOfARequestThatIsBrokenBehindIt(String text, String id) {
    byte[] message = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(ForecastRequestJson.requestId(message).orElse("")).isEqualTo(id);
  }

  @Test
  void findsNoIdThatCouldNotBeAnswered() {
    byte[] tooLong = ("{\"request_id\":\"" + "x".repeat(257)).getBytes(StandardCharsets.UTF_8);
    assertThat(ForecastRequestJson.requestId(tooLong)).isEmpty();
    assertThat(ForecastRequestJson.requestId(new byte[0])).isEmpty();
  }
}
