package dev.loopwarden.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Kubernetes' pod security standard "restricted", on a pod's `spec`, point by point as its documentation lists them (1.30).
final class RestrictedPods {

  private static final Set<String> VOLUMES =
      Set.of("name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
  private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");
  private static final Set<String> SELINUX = Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private RestrictedPods() {}

  /// What a cluster would refuse; empty for a pod that passes.
  static List<String> problems(JsonNode pod) {
    var problems = new ArrayList<String>();
    Stream.of("hostNetwork", "hostPID", "hostIPC").filter(each -> pod.path(each).asBoolean()).forEach(each -> problems.add(each + " is set"));
    pod.path("volumes").forEach(volume -> volume.fieldNames().forEachRemaining(each -> {
      if (!VOLUMES.contains(each)) {
        problems.add("volume " + volume.path("name").asText() + " is a " + each);
      }
    }));
    if (!pod.at("/securityContext/sysctls").isEmpty()) {
      problems.add("sysctls are set");
    }
    common(pod.path("securityContext"), "the pod", problems);
    for (String kind : List.of("containers", "initContainers", "ephemeralContainers")) {
      pod.path(kind).forEach(each -> container(each, pod.path("securityContext"), problems));
    }
    return problems;
  }

  private static void common(JsonNode context, String what, List<String> problems) {
    if (!context.path("runAsUser").isMissingNode() && context.path("runAsUser").asLong() == 0) {
      problems.add(what + ": runAsUser is 0");
    }
    if (!context.path("runAsNonRoot").asBoolean(true)) {
      problems.add(what + ": runAsNonRoot is false");
    }
    if (!context.path("seccompProfile").isMissingNode() && !SECCOMP.contains(context.at("/seccompProfile/type").asText())) {
      problems.add(what + ": seccompProfile is " + context.at("/seccompProfile/type").asText());
    }
    if (!SELINUX.contains(context.at("/seLinuxOptions/type").asText()) || context.path("seLinuxOptions").has("user") || context.path("seLinuxOptions").has("role")) {
      problems.add(what + ": seLinuxOptions are set");
    }
    if (context.path("windowsOptions").path("hostProcess").asBoolean()) {
      problems.add(what + ": hostProcess is set");
    }
  }

  private static void container(JsonNode container, JsonNode pod, List<String> problems) {
    String name = container.path("name").asText();
    JsonNode context = container.path("securityContext");
    common(context, name, problems);
    if (!context.path("runAsNonRoot").asBoolean(pod.path("runAsNonRoot").asBoolean(false))) {
      problems.add(name + ": runAsNonRoot is not set");
    }
    if (context.path("seccompProfile").isMissingNode() && pod.path("seccompProfile").isMissingNode()) {
      problems.add(name + ": seccompProfile is not set");
    }
    if (context.path("allowPrivilegeEscalation").asBoolean(true)) {
      problems.add(name + ": allowPrivilegeEscalation is not false");
    }
    if (context.path("privileged").asBoolean(false)) {
      problems.add(name + ": privileged is set");
    }
    if (!context.path("procMount").asText("Default").equals("Default")) {
      problems.add(name + ": procMount is set");
    }
    if (!context.at("/capabilities/drop").toString().contains("\"ALL\"")) {
      problems.add(name + ": capabilities are not dropped");
    }
    context.at("/capabilities/add").forEach(each -> {
      if (!each.asText().equals("NET_BIND_SERVICE")) {
        problems.add(name + ": capability " + each.asText() + " is added");
      }
    });
    container.path("ports").forEach(each -> {
      if (each.path("hostPort").asInt(0) != 0) {
        problems.add(name + ": hostPort " + each.path("hostPort").asInt());
      }
    });
  }
}
