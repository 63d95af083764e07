{{- /* What selectors hold: it must stay the same over all versions. */ -}}
{{- define "loopwarden.selector" -}}
app.kubernetes.io/name: loopwarden
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- /* What every object carries beside that. */ -}}
{{- define "loopwarden.labels" -}}
{{ include "loopwarden.selector" . }}
{{ include "loopwarden.origin" . }}
{{- end }}
{{- define "loopwarden.origin" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}
{{- define "loopwarden.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}
{{- /* loopwarden.yml: the settings that were given. Helm reads numbers as floats, which a large one would show. */ -}}
{{- define "loopwarden.settings" -}}
{{- range $key, $value := .Values.settings }}
{{- if kindIs "float64" $value }}
{{ $key }}: {{ $value | int64 }}
{{- else if kindIs "slice" $value }}
{{ $key }}: {{ $value | toJson }}
{{- else if ne (toString $value) "" }}
{{ $key }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- /* One secret as files: its name, its key, and the setting that reads it. */ -}}
{{- define "loopwarden.secrets" -}}
{{- $all := list }}
{{- if .Values.github.existingSecret }}
{{- $all = append $all (dict "volume" "github" "secret" .Values.github.existingSecret "keys" (list "private-key" "webhook-secrets")) }}
{{- end }}
{{- if .Values.login.existingSecret }}
{{- $all = append $all (dict "volume" "login" "secret" .Values.login.existingSecret "keys" (list "client-secret")) }}
{{- end }}
{{- if .Values.secretKey.existingSecret }}
{{- $all = append $all (dict "volume" "secret-key" "secret" .Values.secretKey.existingSecret "keys" (list "secret-key")) }}
{{- end }}
{{- if .Values.database.existingSecret }}
{{- $all = append $all (dict "volume" "database" "secret" .Values.database.existingSecret "keys" (list "jdbc-url")) }}
{{- end }}
{{- dict "all" $all | toJson }}
{{- end }}
{{- define "loopwarden.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: ["ALL"]
{{- end }}
{{- define "loopwarden.pod.security" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}
{{- /* The ports that the service connects to: those that were given, and those of the proxy and of GitHub's API. */ -}}
{{- define "loopwarden.egress" -}}
{{- $ports := list }}
{{- range .Values.networkPolicy.egressPorts }}{{ $ports = append $ports (. | int) }}{{ end }}
{{- with index .Values.settings "proxy" }}{{ $ports = append $ports (last (splitList ":" .) | int) }}{{ end }}
{{- $host := (urlParse (index .Values.settings "github-api")).host }}
{{- if contains ":" $host }}{{ $ports = append $ports (last (splitList ":" $host) | int) }}{{ end }}
{{- dict "ports" (uniq $ports) | toJson }}
{{- end }}
