package io.warecast.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kubernetes' own kinds against the models of its Java client. */
class PlainKindsTest {

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "CronJob", CronJob.class,
          "NetworkPolicy", NetworkPolicy.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "Secret", Secret.class,
          "ServiceAccount", ServiceAccount.class);

  private static final Map<String, String> VERSIONS =
      Map.of(
          "ConfigMap", "v1",
          "CronJob", "batch/v1",
          "NetworkPolicy", "networking.k8s.io/v1",
          "Role", "rbac.authorization.k8s.io/v1",
          "RoleBinding", "rbac.authorization.k8s.io/v1",
          "Secret", "v1",
          "ServiceAccount", "v1");

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new WithoutAnySetter())
          .build();

  static List<Manifest> plain() {
    return Manifest.all().stream().filter(m -> !m.kind().equals("FlinkDeployment")).toList();
  }

  @ParameterizedTest
  @MethodSource("plain")
  void hasOnlyFieldsThatItsKindHas(Manifest manifest) throws IOException {
    assertThat(MODELS).containsKey(manifest.kind());
    assertThat(manifest.content().get("apiVersion").asText())
        .isEqualTo(VERSIONS.get(manifest.kind()));
    read(manifest);
  }

  @Test
  void aMisspelledFieldIsRefused() {
    Manifest cron = cronJob();
    ((ObjectNode) cron.content().at("/spec/jobTemplate/spec")).put("backofLimit", 1);
    assertThatThrownBy(() -> read(cron))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("backofLimit");
  }

  @Test
  void theDailyBatchNeverRunsTwiceAtOnceNorForever() throws IOException {
    CronJob cron = (CronJob) read(cronJob());
    assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(cron.getSpec().getStartingDeadlineSeconds()).isPositive();
    assertThat(cron.getSpec().getFailedJobsHistoryLimit()).isPositive();
    assertThat(cron.getSpec().getJobTemplate().getSpec().getActiveDeadlineSeconds()).isPositive();
  }

  @Test
  void theSecretIsAPatternThatNoKustomizationApplies() throws IOException {
    for (Manifest manifest : plain()) {
      if (manifest.kind().equals("Secret")) {
        JsonNode values = manifest.content().get("stringData");
        assertThat(values).allMatch(value -> value.asText().equals("change-me"));
      }
    }
  }

  private static Manifest cronJob() {
    return plain().stream().filter(m -> m.kind().equals("CronJob")).findFirst().orElseThrow();
  }

  private static Object read(Manifest manifest) throws IOException {
    return STRICT.treeToValue(manifest.content(), MODELS.get(manifest.kind()));
  }

  /** The models put what they do not know into a map; without it the mapper refuses it. */
  private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }

    @Override
    public Boolean hasAnyGetter(Annotated annotated) {
      return false;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return JsonIgnoreProperties.Value.empty();
    }
  }
}
