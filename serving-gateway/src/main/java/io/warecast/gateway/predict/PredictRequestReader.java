package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.buffer.Buffer;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a predict request strictly: no unknown, doubled or mistyped member passes. */
final class PredictRequestReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(32).build())
          .build();

  private PredictRequestReader() {}

  /**
   * Reads one JSON object in UTF-8.
   *
   * @throws ProblemException 400 when the text is no such object, 422 when members are invalid
   */
  static PredictRequest read(Buffer body) {
    try (JsonParser json = JSON.createParser(decode(body))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("The body must be one JSON object, such as {\"warehouse_id\": \"A\"}.");
      }
      PredictRequestFields fields = readMembers(json);
      if (json.nextToken() != null) {
        throw malformed("Something follows the JSON object; send the object alone.");
      }
      return fields.toRequest();
    } catch (StreamConstraintsException e) {
      throw malformed("The body is nested deeper than 16, or has a number longer than 32 digits.");
    } catch (JsonProcessingException e) {
      throw malformed("The body is not JSON" + place(e.getLocation()) + ".");
    } catch (CharacterCodingException e) {
      throw malformed("The body is not text in UTF-8.");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private static String decode(Buffer body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " from line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static PredictRequestFields readMembers(JsonParser json) throws IOException {
    PredictRequestFields fields = new PredictRequestFields();
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (seen.add(name)) {
        fields.read(name, json);
      } else {
        fields.refuse(name, "is given more than once");
      }
      json.skipChildren();
    }
    return fields;
  }

  private static ProblemException malformed(String detail) {
    return Problem.of(ProblemKind.MALFORMED_JSON, detail).toException();
  }
}
