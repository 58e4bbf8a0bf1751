import { contentOf, jsonContent } from "../content.ts";
import { buildArtifact } from "../image.ts";
import { buildLayer, file } from "../layer.ts";
import { sample } from "../sample.ts";

const name = "stowage-demo";
const description = "The demo application: one deployment, one service, one config map";

const values = `replicaCount: 2
image:
  repository: registry.stowage.example/prod/team/app
  tag: ""
  pullPolicy: IfNotPresent
service:
  type: ClusterIP
  port: 8080
resources:
  requests: { cpu: 50m, memory: 64Mi }
  limits: { memory: 128Mi }
`;

const helpers = `{{- define "stowage-demo.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "stowage-demo.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicaCount }}
  selector:
    matchLabels: { app.kubernetes.io/instance: {{ .Release.Name }} }
  template:
    metadata:
      labels: {{- include "stowage-demo.labels" . | nindent 8 }}
    spec:
      containers:
        - name: app
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports: [{ name: http, containerPort: 8080 }]
          resources: {{- toYaml .Values.resources | nindent 12 }}
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  labels: {{- include "stowage-demo.labels" . | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  selector: { app.kubernetes.io/instance: {{ .Release.Name }} }
  ports: [{ name: http, port: {{ .Values.service.port }}, targetPort: http }]
`;

async function chart(version: string, appVersion: string, created: string) {
  const metadata = {
    name,
    home: "https://stowage.example",
    sources: ["https://git.stowage.example/charts"],
    version,
    description,
    keywords: ["registry", "demo"],
    maintainers: [{ name: "Platform team", email: "platform@stowage.example" }],
    apiVersion: "v2",
    appVersion,
    type: "application",
  };
  const yaml = `apiVersion: v2
name: ${name}
description: ${description}
type: application
version: ${version}
appVersion: "${appVersion}"
home: ${metadata.home}
sources: [${metadata.sources[0]}]
keywords: [registry, demo]
maintainers: [{ name: Platform team, email: platform@stowage.example }]
`;
  const archive = await buildLayer(
    [
      file(`${name}/Chart.yaml`, yaml),
      file(`${name}/values.yaml`, values),
      file(`${name}/templates/_helpers.tpl`, helpers),
      file(`${name}/templates/deployment.yaml`, deployment),
      file(`${name}/templates/service.yaml`, service),
      file(`${name}/templates/NOTES.txt`, "{{ .Release.Name }} runs.\n"),
      file(`${name}/.helmignore`, ".git/\n*.orig\n"),
      file(`${name}/README.md`, `# ${name}\n\n${description}.\n`),
    ],
    { mtime: new Date(created) },
  );
  return buildArtifact({
    config: { mediaType: "application/vnd.cncf.helm.config.v1+json", content: jsonContent(metadata) },
    files: [{ mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", content: archive.content }],
    annotations: {
      "org.opencontainers.image.authors": "Platform team (platform@stowage.example)",
      "org.opencontainers.image.created": created,
      "org.opencontainers.image.description": description,
      "org.opencontainers.image.source": "https://git.stowage.example/charts",
      "org.opencontainers.image.title": name,
      "org.opencontainers.image.url": "https://stowage.example",
      "org.opencontainers.image.version": version,
    },
  });
}

/** An artifact of any other kind, as `oras push` writes it. */
async function policies() {
  const rules = `package admission

deny contains message if {
  some container in input.spec.containers
  not startswith(container.image, "registry.stowage.example/")
  message := sprintf("%v is not from our registry", [container.image])
}
`;
  return buildArtifact({
    artifactType: "application/vnd.stowage.example.policy.v1",
    files: [
      {
        mediaType: "application/vnd.openpolicyagent.policy.layer.v1+rego",
        content: contentOf(new TextEncoder().encode(rules)),
        annotations: { "org.opencontainers.image.title": "admission.rego" },
      },
      {
        mediaType: "application/json",
        content: jsonContent({ registries: ["registry.stowage.example"], mode: "enforce" }),
        annotations: { "org.opencontainers.image.title": "data.json" },
      },
    ],
    annotations: { "org.opencontainers.image.created": "2026-02-17T13:00:00Z" },
  });
}

/** Artifacts that are no images: a Helm chart, and policies. Helm writes the `+` of a version as `_`. */
export const chartSamples = [
  sample(`charts/${name}`, ["0.1.0"], () => chart("0.1.0", "1.0.0", "2025-01-22T09:00:00Z")),
  sample(`charts/${name}`, ["0.2.0"], () => chart("0.2.0", "1.10.1", "2026-02-02T15:30:00Z")),
  sample(`charts/${name}`, ["1.0.0-rc.1_build.7"], () =>
    chart("1.0.0-rc.1+build.7", "2.4.0", "2026-09-24T11:00:00Z"),
  ),
  sample(`charts/${name}`, ["1.0.0"], () => chart("1.0.0", "2.4.1", "2026-10-20T08:15:00Z")),
  sample("platform/policies/admission", ["v1", "latest"], policies),
];
