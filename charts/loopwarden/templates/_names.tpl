{{- define "loopwarden.labels" -}}
app.kubernetes.io/name: loopwarden
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "loopwarden.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}
